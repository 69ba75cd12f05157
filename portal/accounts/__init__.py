"""Signing in: invitations, passwords, second factor, sessions, lock-out, and the viewer built from a person's posts."""
