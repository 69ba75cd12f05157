"""The directory of partners (1+N): school and hospital, community, social organisations."""

from __future__ import annotations

from datetime import timedelta

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.core.errors import require_version
from portal.counseling.care_forms import PartnerForm
from portal.counseling.care_words import PARTNERS
from portal.counseling.codes import PartnerKind
from portal.counseling.models import Partner
from portal.counseling.operations.referring_onward import keep_partner
from portal.counseling.queries.care import partner_of
from portal.counseling.queries.care import partners as all_partners
from portal.counseling.views.blueprint import blueprint
from portal.counseling.views.filling import BOTH, written

A_DAY = timedelta(days=1)
TEXTS = ("name", "contact", "telephone", "address", "offers")


@blueprint.page("/counseling/partners", requires=Permission.REFER_TO_COUNSELOR)
def partners() -> ResponseReturnValue:
    """Who helps outside the school."""
    viewer = current_viewer()
    may = viewer.may(Permission.KEEP_CASES)
    may_watch = viewer.may(Permission.SEE_COUNSELING_LEVELS)
    found = all_partners(viewer)
    return render_template("counseling/partners.html", partners=found, kinds=PARTNERS, may=may, may_watch=may_watch)


@blueprint.page("/counseling/partners/new", requires=Permission.KEEP_CASES, methods=BOTH)
def new_partner() -> ResponseReturnValue:
    """One more partner."""
    form = PartnerForm()
    form.version.data = 1
    del form.ended

    def save(by: Viewer) -> None:
        keep_partner(_filled(Partner(), form), by=by)

    return written(form, _("A partner"), url_for("counseling.partners"), save, said=_("Saved in the directory"))


@blueprint.page("/counseling/partners/<int:partner_id>", requires=Permission.KEEP_CASES, methods=BOTH)
def partner(partner_id: int) -> ResponseReturnValue:
    """Correct a partner, or take it out of the directory."""
    found = partner_of(current_viewer(), partner_id)
    form = PartnerForm(obj=found) if request.method == "GET" else PartnerForm()

    def save(by: Viewer) -> None:
        require_version(found, form.version.data, ())
        found.until_day = clock.today() - A_DAY if form.ended.data else None
        keep_partner(_filled(found, form), by=by)

    return written(form, _("A partner"), url_for("counseling.partners"), save, said=_("Saved in the directory"))


def _filled(partner: Partner, form: PartnerForm) -> Partner:
    partner.kind = PartnerKind(form.kind.data)
    for key in TEXTS:
        setattr(partner, key, form[key].data or "")
    return partner
