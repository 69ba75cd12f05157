"""Files of those who left: closing them, taking one out, and a bundle of everything a file holds."""

from __future__ import annotations

from functools import partial
from io import BytesIO

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.access.permissions import Permission, Tier
from portal.children.scope import find
from portal.core.blueprint import current_viewer
from portal.core.forms import Form
from portal.journal.operations import record
from portal.privacy.bundle import bundle_of
from portal.privacy.operations.archive import close_files, reopen_file
from portal.privacy.queries import leavers
from portal.privacy.views.door import blueprint, school_name, uploads
from portal.privacy.words import LEFT
from portal.school.classes import class_name

KEEP = Permission.KEEP_PRIVACY


@blueprint.page("/archive", requires=KEEP, methods=("GET", "POST"))
def archive() -> ResponseReturnValue:
    """Files that belong into the archive by now, and those in it; sending the form closes the former."""
    viewer, form = current_viewer(), Form()
    if form.accepts(lambda: flash(_closed(close_files(by=viewer)), "ok")):
        return redirect(url_for("privacy.archive", show="closed"), code=303)
    closed = request.args.get("show") == "closed"
    found = leavers(viewer, closed=closed, page=request.args.get("page", 1, type=int))
    shown = {"found": found, "closed": closed, "class_name": class_name, "left": LEFT, "form": form}
    page = render_template("privacy/archive.html", page_url=partial(_page_of, closed), **shown)
    return page, 422 if form.errors else 200


def _closed(count: int) -> str:
    return ngettext("%(num)s file is closed", "%(num)s files are closed", count)


def _page_of(closed: bool, number: int) -> str:
    return url_for("privacy.archive", show="closed" if closed else None, page=number)


@blueprint.page("/archive/<int:child_id>/reopening", requires=KEEP, methods=("POST",))
def reopen(child_id: int) -> ResponseReturnValue:
    """Take a file out of the archive."""
    viewer = current_viewer()
    reopen_file(find(viewer, child_id), by=viewer)
    flash(_("The file is open again to those who worked with the child"), "ok")
    return redirect(url_for("children.file", child_id=child_id), code=303)


@blueprint.page("/archive/<int:child_id>/bundle.zip", requires=Permission.PRINT_FILE)
def bundle(child_id: int) -> ResponseReturnValue:
    """The file as one bundle: the paper, every scan, and a list with digests; noted."""
    viewer = current_viewer()
    child = find(viewer, child_id, Tier.WELFARE)
    record("privacy.bundle_taken", child_id=child.id, by=viewer)
    content = bundle_of(viewer, child.id, uploads(), school=school_name())
    name = _("Archive of %(name)s", name=child.name) + ".zip"
    return send_file(BytesIO(content), mimetype="application/zip", as_attachment=True, download_name=name, max_age=0)
