"""Setting the second factor up and taking it off."""

from __future__ import annotations

from sqlalchemy import delete

from portal.access.viewer import Viewer
from portal.accounts.models import Account, RecoveryCode
from portal.accounts.second_factor import fresh_recovery_codes
from portal.core import clock
from portal.core.db import session
from portal.journal.operations import record


def confirm_second_factor(account: Account, *, by: Viewer | None) -> list[str]:
    """The telephone showed a right code: from now on one is asked for. Returns the recovery codes, shown this once."""
    account.totp_confirmed_at = clock.now()
    record("accounts.second_factor_set", subject=account, by=by)
    return renew_recovery_codes(account, by=by)


def renew_recovery_codes(account: Account, *, by: Viewer | None) -> list[str]:
    """Ten new codes; the old ones stop working. The database holds only their keyed hashes."""
    session().execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    codes = fresh_recovery_codes()
    session().add_all(RecoveryCode(account_id=account.id, code=code) for code in codes)
    record("accounts.recovery_codes_made", subject=account, by=by)
    return codes


def remove_second_factor(account: Account, *, by: Viewer | None) -> None:
    """For a lost telephone, by an administrator who has the person in front of them; it is set up anew at the next sign-in."""
    account.totp_secret = None
    account.totp_confirmed_at = None
    session().execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    record("accounts.second_factor_removed", subject=account, by=by)
