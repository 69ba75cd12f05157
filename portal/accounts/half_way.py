"""Between password and second factor: who has come half way is kept in the signed cookie, for ten minutes."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import session as cookie

from portal.accounts.models import Account
from portal.core import clock
from portal.core.db import session

NAME = "half_way"
LASTS = timedelta(minutes=10)


def begin(account: Account, back: str) -> None:
    """The password was right; the next page asks for the second factor."""
    cookie[NAME] = {"account": account.id, "at": clock.now().isoformat(), "back": back}


def who() -> Account | None:
    """Whoever passed the password a moment ago in this browser, or nobody."""
    found = cookie.get(NAME)
    if not found or clock.now() - datetime.fromisoformat(found["at"]) > LASTS:
        return None
    account = session().get(Account, found["account"])
    return account if account and account.closed_at is None and account.stopped_at is None else None


def back() -> str:
    """Where this person wanted to go before signing in."""
    return str(cookie.get(NAME, {}).get("back", ""))
