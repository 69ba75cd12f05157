"""One child's pair: naming somebody, ending it, and what the child wishes."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.filling import filled
from portal.children.models import Child
from portal.children.scope import find
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound
from portal.pairing import rules
from portal.pairing.forms import EndingForm, PairForm, WishForm
from portal.pairing.models import Reason, WishKind
from portal.pairing.operations import pairs
from portal.pairing.queries.matching import Adult, adults, limits, ties
from portal.pairing.queries.talks import pairs_of
from portal.pairing.queries.wishes import wishes_of
from portal.pairing.views.blueprint import blueprint
from portal.pairing.words import OBJECTIONS, REASONS, WISHES

BOTH = ("GET", "POST")


@blueprint.page("/children/<int:child_id>/pairing", requires=Permission.PLAN_PAIRS, methods=BOTH)
def pair(child_id: int) -> ResponseReturnValue:
    """Name an adult for the child; those who may not be named stand in the list with the reason."""
    viewer = current_viewer()
    child = find(viewer, child_id, Tier.WELFARE)
    form = PairForm(_offered(viewer, child))
    if form.accepts(lambda: pairs.pair(child, form.teacher.data, said=form.said.data or "", by=viewer)):
        flash(_("The pair is made"), "ok")
        return redirect(url_for("children.file", child_id=child_id), code=303)
    return render_template(
        "pairing/pair.html",
        child=child,
        form=form,
        past=pairs_of(viewer, child_id),
        standing=pairs.pair_today(child_id),
        wishes=wishes_of(child_id),
        reasons=REASONS,
        wish_words=WISHES,
    ), 422 if form.errors else 200


def _offered(viewer: Viewer, child: Child) -> list[tuple[int, str]]:
    facts, known, limit = rules.Child(child.id, child.class_id, child.sex, child.boarding), ties([child.id]), limits()
    judged = [(one, rules.objections(facts, one.facts, known, limit)) for one in adults(viewer)]
    judged.sort(key=lambda each: (bool(each[1]), -rules.preference(facts, each[0].facts, known), each[0].facts.load))
    return [(one.id, _words(one, against)) for one, against in judged]


def _words(one: Adult, against: list[rules.Objection]) -> str:
    if against:
        return _("%(name)s: cannot be named, %(why)s", name=one.name, why=OBJECTIONS[against[0]])
    return _("%(name)s, %(count)s now", name=one.name, count=one.facts.load)


@blueprint.page("/children/<int:child_id>/pairing/ending", requires=Permission.PLAN_PAIRS, methods=BOTH)
def ending(child_id: int) -> ResponseReturnValue:
    """End the pair of today with its reason."""
    child, form = find(current_viewer(), child_id, Tier.WELFARE), EndingForm()
    standing = pairs.pair_today(child_id)
    if standing is None:
        raise NotFound

    def save(by: Viewer) -> None:
        pairs.end(standing, Reason(form.reason.data), note=form.note.data or "", by=by)

    return filled(child, form, _("End the pair"), save, said=_("Ended. The child now needs somebody else."), part="pairing")


@blueprint.page("/children/<int:child_id>/pairing/wishes", requires=Permission.PLAN_PAIRS, methods=BOTH)
def wish(child_id: int) -> ResponseReturnValue:
    """What the child wants of an adult, or a conflict between the two."""
    viewer = current_viewer()
    child = find(viewer, child_id, Tier.WELFARE)
    form = WishForm([(one.id, one.name) for one in adults(viewer)])

    def save(by: Viewer) -> None:
        pairs.note_wish(child, form.teacher.data, WishKind(form.kind.data), by=by)

    return filled(child, form, _("The child's wish"), save, said=_("Noted"), part="pairing")


@blueprint.page("/children/<int:child_id>/pairing/wishes/<int:wish_id>/ending", requires=Permission.PLAN_PAIRS, methods=("POST",))
def wish_ending(child_id: int, wish_id: int) -> ResponseReturnValue:
    """It no longer holds."""
    viewer = current_viewer()
    pairs.end_wish(find(viewer, child_id, Tier.WELFARE), wish_id, by=viewer)
    flash(_("Noted"), "ok")
    return redirect(url_for("pairing.pair", child_id=child_id), code=303)
