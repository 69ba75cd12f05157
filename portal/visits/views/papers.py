"""Visits on paper: the sheet to take along, and the record of one."""

from __future__ import annotations

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission, Tier
from portal.children.scope import find
from portal.children.vault import unseal
from portal.core.blueprint import current_viewer
from portal.core.pdf.answering import answer
from portal.journal.operations import record
from portal.school.queries import school_profile
from portal.visits.documents import Sheet, blank_sheet, visit_paper
from portal.visits.models import HomeVisit
from portal.visits.queries.routes import address_of
from portal.visits.queries.visits import following, visit_within, visitors_of
from portal.visits.views.blueprint import blueprint
from portal.visits.views.recording import folder


@blueprint.page("/children/<int:child_id>/visits/form.pdf", requires=Permission.RECORD_VISIT)
def blank(child_id: int) -> ResponseReturnValue:
    """The sheet to take along where there is no signal; its QR code leads back to the form."""
    viewer = current_viewer()
    child = find(viewer, child_id, Tier.WELFARE)
    record("visits.form_printed", child_id=child_id, by=viewer)
    address = url_for("visits.record", child_id=child_id, _external=True)
    content = blank_sheet(_sheet(), child, address_of(child.registry_record), address)
    return answer(content, _("Home visit, %(name)s", name=child.name) + ".pdf")


@blueprint.page("/children/<int:child_id>/visits/<int:visit_id>/visit.pdf", requires=Permission.RECORD_VISIT)
def pdf(child_id: int, visit_id: int) -> ResponseReturnValue:
    """The record of one visit."""
    viewer = current_viewer()
    child, found = find(viewer, child_id, Tier.WELFARE), visit_within(viewer, child_id, visit_id)
    record("visits.printed", subject=found, child_id=child_id, by=viewer)
    content = visit_paper(_sheet(), child, found, visitors_of(visit_id), following(visit_id), _picture(found))
    return answer(content, _("Home visit, %(name)s", name=child.name) + f" {found.day}.pdf")


def _sheet() -> Sheet:
    profile = school_profile()
    return Sheet(profile.name if profile else "", current_viewer().name)


def _picture(found: HomeVisit) -> bytes | None:
    if found.signature_stored_as is None or found.signature_digest is None:
        return None
    return unseal(folder(), found.signature_stored_as, found.signature_digest)
