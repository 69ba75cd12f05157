"""The file on paper: a sheet for the browser's printer, and a PDF. Both hold what this reader may see, and are noted."""

from __future__ import annotations

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission, Tier
from portal.children.blueprint import blueprint
from portal.children.documents import file_paper, printed_parts
from portal.children.file import ChildFile, file_of
from portal.children.scope import find
from portal.children.shown import Shown
from portal.children.timeline import timeline
from portal.core.blueprint import current_viewer
from portal.core.pdf.answering import answer
from portal.journal.operations import record
from portal.school.queries import school_profile


def _to_print(child_id: int) -> ChildFile:
    viewer = current_viewer()
    find(viewer, child_id, Tier.WELFARE)
    record("children.file_printed", child_id=child_id, by=viewer)
    return file_of(viewer, child_id)


@blueprint.page("/children/<int:child_id>/paper", requires=Permission.PRINT_FILE)
def paper(child_id: int) -> ResponseReturnValue:
    """A sheet for the browser's printer."""
    found = _to_print(child_id)
    back = url_for("children.file", child_id=child_id)
    viewer = current_viewer()
    past, parts = timeline(viewer, found), printed_parts(viewer, child_id)
    return render_template("children/paper.html", shown=Shown(found), file=found, past=past, parts=parts, back_url=back)


@blueprint.page("/children/<int:child_id>/file.pdf", requires=Permission.PRINT_FILE)
def pdf(child_id: int) -> ResponseReturnValue:
    """The same as a PDF."""
    viewer, found = current_viewer(), _to_print(child_id)
    profile = school_profile()
    school = profile.name if profile else ""
    content = file_paper(
        Shown(found), timeline(viewer, found), printed_parts(viewer, child_id), school=school, printed_by=viewer.name
    )
    return answer(content, _("File of %(name)s", name=found.child.name) + ".pdf")
