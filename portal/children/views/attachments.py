"""Scans and photos of a child's file."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from flask import current_app, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.blueprint import blueprint
from portal.children.filling import filled
from portal.children.forms import AttachmentForm, ReasonForm
from portal.children.operations import attachments
from portal.children.papers import ENDINGS
from portal.children.scope import find
from portal.core.blueprint import current_viewer

BOTH = ("GET", "POST")


def _folder() -> Path:
    folder: Path = current_app.config["PORTAL"].uploads
    return folder


@blueprint.page("/children/<int:child_id>/papers", requires=Permission.EDIT_CHILD, methods=BOTH)
def attachment_new(child_id: int) -> ResponseReturnValue:
    """Add a scan or photo."""
    child, form = find(current_viewer(), child_id, Tier.WELFARE), AttachmentForm()

    def save(by: Viewer) -> None:
        attachments.add_attachment(child, form.title.data, form.file.data.stream, _folder(), by=by)

    return filled(child, form, _("Add a paper"), save, said=_("The paper is in the file"), part="papers", multipart=True)


@blueprint.page("/children/<int:child_id>/papers/<int:attachment_id>", requires=Permission.SEE_CHILDREN)
def attachment(child_id: int, attachment_id: int) -> ResponseReturnValue:
    """The paper itself, to be saved and never shown inside the portal."""
    viewer = current_viewer()
    found = attachments.attachment_within(viewer, child_id, attachment_id)
    content = attachments.open_attachment(found, _folder(), by=viewer)
    name = f"{found.title[:60]}.{ENDINGS[found.media_type]}"
    answer = send_file(BytesIO(content), mimetype=found.media_type, as_attachment=True, download_name=name, max_age=0)
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@blueprint.page("/children/<int:child_id>/papers/<int:attachment_id>/withdrawal", requires=Permission.EDIT_CHILD, methods=BOTH)
def attachment_withdrawal(child_id: int, attachment_id: int) -> ResponseReturnValue:
    """It was added by mistake."""
    viewer, form = current_viewer(), ReasonForm()
    found = attachments.attachment_within(viewer, child_id, attachment_id)
    child = find(viewer, child_id, Tier.WELFARE)

    def save(by: Viewer) -> None:
        attachments.withdraw_attachment(found, form.reason.data, by=by)

    title = _("Withdraw “%(title)s”", title=found.title)
    return filled(child, form, title, save, said=_("Withdrawn; it stays readable with your reason"), part="papers")
