"""Adding scans and photos, opening them, withdrawing them. Nothing about a child is deleted."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import BinaryIO

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.models import Attachment, AttachmentWithdrawal, Child
from portal.children.papers import paper_of
from portal.children.scope import find
from portal.children.vault import seal, unseal
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound, Refused
from portal.journal.operations import record
from portal.school.queries import number


def add_attachment(child: Child, title: str, source: BinaryIO, folder: Path, *, by: Viewer) -> Attachment:
    """Keep a paper; Refused when it is too large, of another kind, broken or a bomb."""
    most = number("children.attachment_megabytes") << 20
    content = source.read(most + 1)
    if len(content) > most:
        raise Refused(
            _l("The file is larger than %(most)s MB. Scan it in black and white, or divide it.", most=most >> 20), field="file"
        )
    paper = paper_of(content)
    attachment = Attachment(
        child_id=child.id,
        title=title,
        media_type=paper.media_type,
        size=len(paper.content),
        digest=hashlib.sha256(paper.content).hexdigest(),
        stored_as=seal(folder, paper.content),
        added_at=clock.now(),
        added_by_id=by.person_id,
    )
    session().add(attachment)
    session().flush()
    record("children.attachment_added", subject=attachment, child_id=child.id, by=by)
    return attachment


def attachment_within(viewer: Viewer, child_id: int, attachment_id: int) -> Attachment:
    """A paper of a child whose file the viewer reaches, NotFound otherwise and once it is withdrawn."""
    child = find(viewer, child_id, Tier.WELFARE)
    withdrawn = select(AttachmentWithdrawal.id).where(AttachmentWithdrawal.attachment_id == attachment_id).exists()
    theirs = select(Attachment).where(Attachment.id == attachment_id, Attachment.child_id == child.id, ~withdrawn)
    found = session().scalar(theirs)
    if found is None:
        raise NotFound
    return found


def open_attachment(attachment: Attachment, folder: Path, *, by: Viewer) -> bytes:
    """The paper's bytes; opening it is noted."""
    content = unseal(folder, attachment.stored_as, attachment.digest)
    record("children.attachment_opened", subject=attachment, child_id=attachment.child_id, by=by)
    return content


def withdraw_attachment(attachment: Attachment, reason: str, *, by: Viewer) -> None:
    """It can no longer be opened; the row stays with who withdrew it and why."""
    withdrawal = AttachmentWithdrawal(attachment_id=attachment.id, reason=reason, at=clock.now(), by_id=by.person_id)
    session().add(withdrawal)
    session().flush()
    record("children.attachment_withdrawn", subject=withdrawal, child_id=attachment.child_id, by=by)
