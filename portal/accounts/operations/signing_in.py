"""The steps of signing in. Every wrong one counts towards the lock-out, and none tells whether the login exists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, update

from portal.accounts.models import Account, RecoveryCode
from portal.accounts.second_factor import accepted_step, fresh_secret, normal_recovery_code
from portal.core import clock
from portal.core.db import session
from portal.journal.operations import record
from portal.school.queries import number


@dataclass(frozen=True)
class Attempt:
    """A name and password as checked before the transaction; `against` is the hash that was compared."""

    account_id: int | None
    against: str | None
    fits: bool


def is_locked(account: Account) -> bool:
    """Whether too many tries closed the account for a while."""
    return account.locked_until is not None and account.locked_until > clock.now()


def pass_password(attempt: Attempt) -> Account | None:
    """The account when name and password fit and nothing bars it, else None, whatever the reason."""
    account = session().get(Account, attempt.account_id, with_for_update=True) if attempt.account_id else None
    if account is None or account.closed_at is not None or is_locked(account):
        record("accounts.sign_in_failed", subject=account, by=None)
        return None
    if not attempt.fits or account.password_hash != attempt.against:
        count_failure(account)
        return None
    return account


def pass_code(account: Account, code: str) -> bool:
    """Whether the six digits are right and new; a wrong or used code counts as a failed try."""
    secret = account.totp_secret
    step = accepted_step(secret, code, clock.now(), account.totp_last_step) if secret and not is_locked(account) else None
    if step is None:
        count_failure(account)
        return False
    account.totp_last_step = step
    return True


def pass_recovery_code(account: Account, code: str) -> bool:
    """Whether it is one of the account's unused recovery codes; it is used up by this."""
    wanted = (
        RecoveryCode.account_id == account.id,
        RecoveryCode.code == normal_recovery_code(code),
        RecoveryCode.used_at.is_(None),
    )
    found = None if is_locked(account) else session().scalars(select(RecoveryCode).where(*wanted)).first()
    if found is None:
        count_failure(account)
        return False
    found.used_at = clock.now()
    record("accounts.recovery_code_used", subject=account, by=None)
    return True


def count_failure(account: Account) -> None:
    """One wrong try more; the last allowed one locks the account for a while."""
    if is_locked(account):
        record("accounts.sign_in_failed", subject=account, by=None)
        return
    account.failures += 1
    record("accounts.sign_in_failed", subject=account, by=None)
    if account.failures >= number("accounts.failures_before_lock"):
        account.failures = 0
        account.locked_until = clock.now() + timedelta(minutes=number("accounts.lock_minutes"))
        record("accounts.locked", subject=account, by=None)


def forget_failures(account: Account) -> None:
    """Signing in was completed."""
    session().execute(update(Account).where(Account.id == account.id).values(failures=0, locked_until=None))


def prepare_second_factor(account: Account) -> None:
    """Have a secret ready for a telephone that is to be set up."""
    if account.totp_secret is None:
        account.totp_secret = fresh_secret()
