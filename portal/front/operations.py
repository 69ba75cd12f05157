"""What the front door changes."""

from __future__ import annotations

from sqlalchemy import update

from portal.access.viewer import Viewer
from portal.accounts.models import Account
from portal.core.db import session


def choose_language(locale: str, *, by: Viewer) -> None:
    """Show the portal to this person in a language from now on."""
    session().execute(update(Account).where(Account.id == by.account_id).values(locale=locale))
