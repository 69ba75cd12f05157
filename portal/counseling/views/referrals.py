"""Asking the counselor, what became of it, and the counselor's answer."""

from __future__ import annotations

import secrets

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.children.scope import find
from portal.core.blueprint import current_viewer
from portal.counseling.codes import Origin, Reply, Urgency, Wanted
from portal.counseling.forms import AnswerForm, CounselorsReferralForm, ReferralForm
from portal.counseling.operations.referring import Asking, answer, mark_read, refer
from portal.counseling.queries.referrals import asked_by, referral_of
from portal.counseling.views.blueprint import blueprint
from portal.counseling.views.filling import BOTH, written
from portal.counseling.words import ORIGINS, REPLIES, URGENCIES, WANTED
from portal.journal.operations import record
from portal.school.classes import class_name


@blueprint.page("/children/<int:child_id>/counseling/referral", requires=Permission.REFER_TO_COUNSELOR, methods=BOTH)
def refer_child(child_id: int) -> ResponseReturnValue:
    """What was seen, for the counselor."""
    viewer = current_viewer()
    child = find(viewer, child_id)
    form = CounselorsReferralForm() if viewer.may(Permission.KEEP_CASES) else ReferralForm()
    if request.method == "GET":
        form.client_id.data = secrets.token_urlsafe(18)
        form.wanted.data = Wanted.ADVICE.value if "advice" in request.args else form.wanted.default

    def save(by: Viewer) -> None:
        refer(child, _asking(form), by=by)

    back = url_for("counseling.index" if viewer.may(Permission.KEEP_CASES) else "counseling.my_referrals")
    said = _("It is with the counselor. You will see here when it was read.")
    return written(form, _("Ask the counselor"), back, save, said=said, quiet=child.name, button=_("Send to the counselor"))


def _asking(form: ReferralForm) -> Asking:
    origin = Origin(form.origin.data) if isinstance(form, CounselorsReferralForm) else Origin.TEACHER
    return Asking(form.client_id.data, form.seen.data, Urgency(form.urgency.data), Wanted(form.wanted.data), origin)


@blueprint.page("/counseling/referrals", requires=Permission.REFER_TO_COUNSELOR)
def my_referrals() -> ResponseReturnValue:
    """What the viewer asked the counselor, and what was told back."""
    return render_template("counseling/my_referrals.html", asked=asked_by(current_viewer()), wanted=WANTED, replies=REPLIES)


@blueprint.page("/counseling/referrals/<int:referral_id>", requires=Permission.KEEP_CASES, methods=BOTH)
def referral(referral_id: int) -> ResponseReturnValue:
    """What was seen, and the answer to who asked; reading it is noted."""
    viewer, form = current_viewer(), AnswerForm()
    found, child, by_name = referral_of(viewer, referral_id)
    if form.accepts(lambda: answer(found, Reply(form.reply.data), form.words.data or "", by=viewer)):
        flash(_("Answered; who asked sees it"), "ok")
        return redirect(url_for("counseling.index"), code=303)
    record("counseling.referral_read", subject=found, child_id=child.id, by=viewer)
    words = {"origins": ORIGINS, "wanted": WANTED, "urgencies": URGENCIES, "replies": REPLIES}
    page = {"referral": found, "child": child, "by_name": by_name, "form": form, "words": words, "class_name": class_name}
    return render_template("counseling/referral.html", **page), 422 if form.errors else 200


@blueprint.page("/counseling/referrals/<int:referral_id>/reading", requires=Permission.KEEP_CASES, methods=("POST",))
def read_referral(referral_id: int) -> ResponseReturnValue:
    """Open it: from then on who asked sees that it was read."""
    viewer = current_viewer()
    found, _child, _by = referral_of(viewer, referral_id)
    mark_read(found, by=viewer)
    return redirect(url_for("counseling.referral", referral_id=referral_id), code=303)
