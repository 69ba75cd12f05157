"""The warning ledger (预警台账, rules §9.9) as a workbook: one row a case, in the columns schools keep it in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.children.words import SEXES
from portal.core.errors import Words
from portal.core.filters import day
from portal.core.sheets.writing import Column, write_xlsx
from portal.counseling.care_words import CONSENTS, RETURNS, TELLING_WAYS
from portal.counseling.codes import Level, State
from portal.counseling.queries.ledger import Entry
from portal.counseling.words import ORIGINS, STATES, level_words
from portal.school.classes import class_name
from portal.school.queries import number

Cell = Callable[[Entry], str]


def _joined(found: Sequence[str]) -> str:
    return "\n".join(one for one in found if one)


def _first_level(one: Entry) -> str:
    first = Level(one.changes[0][0].levels["old"]) if one.changes else one.case.watched
    return level_words(first)


def _judged(one: Entry) -> str:
    return _joined([f"{day(change.decided_at)} {name} {change.reason}" for change, name in one.changes])


def _told(one: Entry) -> str:
    return _joined([f"{day(told.at)} {told.name} {TELLING_WAYS[told.way]} {told.answer or ''}".strip() for told in one.tellings])


def _lowered(one: Entry) -> str:
    changed = [
        f"{day(change.decided_at)} {level_words(Level(change.levels['old']))} → {level_words(Level(change.levels['new']))}"
        for change, _name in one.changes
    ]
    closed = [f"{day(step.at)} {STATES[step.state]}" for step in one.steps if step.state is State.CLOSED]
    return _joined([*changed, *closed])


def _often(one: Entry) -> str:
    days = number(f"counseling.review_{one.case.watched.value}")
    return _("every %(count)s days", count=days) if one.case.open_child_id else ""


#: What a hospital found is written only where the family told it; the portal asks for no medical record, so the cell stays empty.
COLUMNS: Sequence[tuple[Words, float, Cell]] = (
    (_l("Number of the case"), 12, lambda one: one.case.number),
    (_l("Child"), 10, lambda one: one.child.name),
    (_l("Class"), 14, lambda one: class_name(one.child.class_id)),
    (_l("Sex"), 6, lambda one: str(SEXES.get(one.child.sex, ""))),
    (_l("How it was found"), 14, lambda one: str(ORIGINS[one.case.origin])),
    (_l("Day"), 12, lambda one: day(one.case.opened_at)),
    (_l("Level at first"), 10, _first_level),
    (_l("Level now"), 10, lambda one: level_words(one.case.watched)),
    (_l("Judged again: day, by whom, why"), 36, _judged),
    (_l("What it is about"), 36, lambda one: one.case.reason),
    (_l("Family told: day, whom, how, answer"), 36, _told),
    (_l("What is done"), 36, lambda one: _joined([goal.words for goal in one.goals])),
    (_l("Looked at again"), 12, _often),
    (_l("Referred to, consent"), 24, lambda one: _joined([f"{x.form.get('to', '')} {CONSENTS[x.consent]}" for x in one.letters])),
    (_l("Diagnosis (only as the family tells it)"), 16, lambda _one: ""),
    (_l("Coming back"), 20, lambda one: _joined([f"{day(x.day)} {RETURNS[x.outcome]}" for x in one.returns])),
    (_l("Level changed, case closed"), 28, _lowered),
)


def ledger_xlsx(entries: Sequence[Entry]) -> bytes:
    """The workbook as bytes."""
    target = BytesIO()
    rows = [[cell(one) for _title, _width, cell in COLUMNS] for one in entries]
    write_xlsx(target, _("Warning ledger"), [Column(str(title), width) for title, width, _cell in COLUMNS], rows)
    return target.getvalue()
