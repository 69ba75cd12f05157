"""Stopping, unlocking and closing accounts."""

from __future__ import annotations

from portal.access.viewer import Viewer
from portal.accounts.models import Account
from portal.accounts.operations.invitations import cancel_invitations
from portal.accounts.operations.sessions import end_sessions
from portal.core import clock
from portal.journal.operations import record


def stop(account: Account, *, by: Viewer | None) -> None:
    """Nobody signs in with it until it is resumed; open sessions end now."""
    account.stopped_at = clock.now()
    end_sessions(account.id, by=by)
    record("accounts.stopped", subject=account, by=by)


def resume(account: Account, *, by: Viewer) -> None:
    """Open a stopped account again."""
    account.stopped_at = None
    record("accounts.resumed", subject=account, by=by)


def unlock(account: Account, *, by: Viewer) -> None:
    """Lift the lock of too many tries before its time."""
    account.failures, account.locked_until = 0, None
    record("accounts.unlocked", subject=account, by=by)


def close(account: Account, *, by: Viewer) -> None:
    """For good: sessions end, links stop working, the login stays taken so that the journal stays clear."""
    account.closed_at = clock.now()
    account.password_hash = None
    cancel_invitations(account, by=by)
    end_sessions(account.id, by=by)
    record("accounts.closed", subject=account, by=by)
