"""Files of those who left are closed: only whoever leads the school finds them, and they open again when the child comes back."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.journal.operations import record
from portal.privacy.queries import GONE, archive_from


def close_files(*, by: Viewer) -> int:
    """Close every file that belongs into the archive by now; returns how many."""
    due = select(Child).where(
        Child.enrolment.in_(GONE), Child.archived_at.is_(None), Child.enrolment_since <= archive_from(clock.today())
    )
    children = session().scalars(due).all()
    if not children:
        raise Refused(_l("No file belongs into the archive yet."))
    for child in children:
        child.archived_at = clock.now()
    session().flush()
    for child in children:
        record("privacy.file_closed", child_id=child.id, by=by)
    return len(children)


def reopen_file(child: Child, *, by: Viewer) -> None:
    """Take one file out of the archive again."""
    if child.archived_at is None:
        raise Refused(_l("This file is not in the archive."))
    child.archived_at = None
    session().flush()
    record("privacy.file_reopened", child_id=child.id, by=by)
