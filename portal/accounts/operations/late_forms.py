"""Keeping a form that came after its session had ended, and letting it go on."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from sqlalchemy import delete

from portal.access.viewer import Viewer
from portal.accounts.models import KeptForm
from portal.accounts.queries import KEPT_FOR
from portal.core import clock
from portal.core.db import session
from portal.journal.operations import record


def keep_form(account_id: int, path: str, fields: Sequence[tuple[str, str]], files: Sequence[str]) -> str:
    """Store the form for the account whose session had ended; returns the token by which it is found."""
    session().execute(delete(KeptForm).where(KeptForm.kept_at < clock.now() - KEPT_FOR))
    token = secrets.token_urlsafe(24)
    content = {"fields": list(fields), "files": list(files)}
    kept = KeptForm(token=token, account_id=account_id, path=path, fields=content, kept_at=clock.now())
    session().add(kept)
    record("accounts.form_kept", subject=kept, by=None)
    return token


def finish(kept: KeptForm, *, by: Viewer) -> None:
    """The form goes to its page now."""
    kept.finished_at = clock.now()
    record("accounts.form_finished", subject=kept, by=by)
