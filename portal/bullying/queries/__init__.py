"""Reads of bullying; the first argument is the viewer."""
