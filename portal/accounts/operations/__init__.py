"""Everything that changes an account: signing in and out, invitations, passwords, second factor, stopping and closing."""

from portal.accounts.operations.sessions import end_session, open_session

__all__ = ["end_session", "open_session"]
