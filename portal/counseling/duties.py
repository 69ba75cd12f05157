"""What counseling asks of whom, with the clock and where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.contributions import Deadline, Source
from portal.core.errors import Words
from portal.counseling.care_words import ACT_SOURCES, ACTS, DANGERS
from portal.counseling.codes import CrisisAct, Danger, Node, Urgency
from portal.counseling.queries.due import Due, due_for, node
from portal.counseling.settings import NODES
from portal.counseling.words import URGENCIES

#: What a duty is called, why it is due, what its button says.
Said = tuple[str, Words, str]


def duties(viewer: Viewer, _today: date) -> Sequence[Deadline]:
    """Everything due from this viewer; one statement."""
    return [_deadline(one) for one in due_for(viewer)]


def _deadline(one: Due) -> Deadline:
    title, why, action = SAID[one.kind](one)
    source, source_words = _source(one)
    due = one.due or (clock.local(one.due_at).date() if one.due_at else clock.today())
    return Deadline(
        key=f"counseling.{one.kind}.{one.id}",
        title=title,
        why=why,
        due=due,
        start=min(clock.local(one.since).date(), due),
        url=_url(one),
        source=source,
        source_words=source_words,
        action=action,
        due_at=one.due_at if one.kind == "step" else None,
    )


def _source(one: Due) -> tuple[Source, Words]:
    if one.kind == "step":
        return ACT_SOURCES[CrisisAct(one.note)]
    return (Source.POLICY, NODES) if one.kind == "node" else (Source.SCHOOL, "")


def _node(one: Due) -> Said:
    begins = (node(clock.today()) or (Node.EXAMINATIONS,))[0] is Node.TERM_BEGINS
    why = _l("A term has begun: ask each how it is") if begins else _l("Examinations are near: ask each how it is")
    count = int(one.note)
    title = ngettext("Meet %(num)s child in your care again", "Meet %(num)s children in your care again", count)
    return title, why, _("Open the list")


def _url(one: Due) -> str:
    if one.kind in ("crisis", "step"):
        return url_for("counseling.crisis", crisis_id=one.id if one.kind == "crisis" else one.case_id)
    if one.kind == "level":
        return url_for("counseling.confirm_level", change_id=one.id)
    if one.kind == "draft":
        return url_for("counseling.session", session_id=one.id)
    if one.kind in ("lying", "left"):
        return url_for("counseling.watch")
    if one.kind == "opened":
        return url_for("counseling.grants")
    if one.kind == "node":
        return url_for("counseling.index")
    if one.kind == "referral":
        return url_for("counseling.index", _anchor="waiting")
    return url_for("counseling.case", case_id=one.case_id)


SAID: Mapping[str, Callable[[Due], Said]] = {
    "review": lambda one: (
        _("Look at the case of %(name)s again", name=one.name),
        _l("The level says how often"),
        _("Look at it again"),
    ),
    "goal": lambda one: (_("Look back on a goal, %(name)s", name=one.name), _l("Agreed in the plan"), _("Look back")),
    "referral": lambda one: (
        _("Answer a referral for %(name)s", name=one.name),
        _l("How soon: %(when)s", when=URGENCIES[Urgency(one.note)]),
        _("Answer it"),
    ),
    "node": _node,
    "draft": lambda one: (_("Sign the session with %(name)s", name=one.name or _("a group")), _l("Still a draft"), _("Open")),
    "telling": lambda one: (
        _("Ask the guardian of %(name)s again", name=one.name),
        _l("The guardian was told; what do they do?"),
        _("Note the answer"),
    ),
    "letter": lambda one: (_("Ask how it went, %(name)s", name=one.name), _l("A referral letter was written"), _("Note it")),
    "level": lambda one: (
        _("Confirm a level for %(name)s", name=one.name),
        _l("A level waits for a second person"),
        _("Say your word"),
    ),
    "crisis": lambda one: (
        _("%(name)s is in danger: take it up", name=one.name),
        DANGERS[Danger(one.note)],
        _("I know, and I am here"),
    ),
    "step": lambda one: (
        _("%(name)s: %(step)s", name=one.name, step=ACTS[CrisisAct(one.note)]),
        _l("A child is in danger"),
        _("Note it"),
    ),
    "left": lambda one: (
        _("A referral for %(name)s was not answered in time", name=one.name),
        _l("The counselor has not answered in time"),
        _("Ask the counselor"),
    ),
    "lying": lambda one: (
        _("%(name)s has not looked at %(count)s cases again in time", name=one.name, count=one.note),
        _l("Ask whether help is needed"),
        _("See"),
    ),
    "opened": lambda one: (
        _("%(name)s opened your sealed notes in need", name=one.name),
        _l("Read why, and take note"),
        _("Read why"),
    ),
}
