"""The open draft as it is shown before publishing: the matrix, loads, what changes, warnings in words, open posts explained."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from portal.duty.models.roster import DutyDraft, PostKind
from portal.duty.planning.assembling import Absence
from portal.duty.planning.demand import Slot
from portal.duty.planning.drafted import slot_of
from portal.duty.planning.warning import totals
from portal.duty.planning.weekends import Weekend
from portal.duty.queries.drafts import Line, lines_of, names
from portal.duty.queries.planning import weekends_of
from portal.duty.shown.warned import Warned, slot_words, warnings_of
from portal.duty.solver.blocked import Candidate, InTheWay, OpenShift
from portal.duty.solver.hard_rules import HardRule
from portal.duty.solver.words import what_opens, why_open
from portal.duty.words import ABSENCES, POSTS, load, span

NAMED = 4  # reasons shown for an open post; the nearest candidates


@dataclass(frozen=True)
class DraftBar:
    """What one person carries with the draft: before, in the draft, together."""

    name: str
    carried: int
    given: int
    share: float

    @property
    def together(self) -> str:
        return load(self.carried + self.given)


@dataclass(frozen=True)
class OpenPost:
    """A post nobody can take: where, why, what opens it."""

    words: str
    why: Sequence[str]
    opens: str


@dataclass(frozen=True)
class Draft:
    """The open draft in words."""

    draft: DutyDraft
    weekends: Sequence[Weekend]
    columns: Sequence[PostKind]
    cells: Mapping[date, Mapping[PostKind, Sequence[Line]]]
    names: Mapping[int, str]
    bars: Sequence[DraftBar]
    average_at: float
    changes: int
    warnings: Sequence[Warned]
    open: Sequence[OpenPost]
    released: Sequence[str]


def draft_of(draft: DutyDraft) -> Draft:
    """Everything about a draft; four statements."""
    lines, found = lines_of(draft), weekends_of(draft.first_day, draft.last_day)
    ids = {int(person) for person in draft.found["carried"]} | {person for line in lines for person in _people(line)}
    known = names(ids | {one["person"] for each in draft.found["open"] for one in each["candidates"]})
    spans = {weekend.first_day: span(weekend) for weekend in found}
    bars, average = _bars(draft, lines, known)
    cells: dict[date, dict[PostKind, list[Line]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        cells[line.slot.weekend][line.slot.post].append(line)
    return Draft(
        draft=draft,
        weekends=[weekend for weekend in found if weekend.first_day in cells],
        columns=[post for post in PostKind if any(line.slot.post is post for line in lines)],
        cells=cells,
        names=known,
        bars=bars,
        average_at=average,
        changes=sum(line.changes for line in lines),
        warnings=warnings_of(draft, lines, known, spans),
        open=[_open(each, lines, known, spans) for each in draft.found["open"] if _still_open(each, lines)],
        released=[slot_words(slot_of(key), spans) for key in draft.found.get("released", ())],
    )


def _people(line: Line) -> list[int]:
    return [person for person in (line.person_id, line.now_id) if person is not None]


def _given(lines: Sequence[Line]) -> dict[Slot, int]:
    return {line.slot: line.person_id for line in lines if line.person_id is not None}


def _bars(draft: DutyDraft, lines: Sequence[Line], known: Mapping[int, str]) -> tuple[list[DraftBar], float]:
    """Loads of everybody the draft compares, heaviest first, and where the average stands."""
    carried = {int(person): weight for person, weight in draft.found["carried"].items()}
    loads = totals(carried, _given(lines), {line.slot: line.weight for line in lines})
    most = max([1, *loads.values()])
    ordered = sorted(loads, key=lambda person: (-loads[person], known.get(person, ""), person))
    bars = [
        DraftBar(
            known.get(person, ""),
            carried.get(person, 0),
            loads[person] - carried.get(person, 0),
            round(100 * loads[person] / most, 1),
        )
        for person in ordered
    ]
    return bars, round(100 * sum(loads.values()) / len(loads) / most, 1) if loads else 0.0


def _still_open(found: Mapping[str, Any], lines: Sequence[Line]) -> bool:
    slot = slot_of(found["slot"])
    return any(line.slot == slot and line.person_id is None for line in lines)


def _open(found: Mapping[str, Any], lines: Sequence[Line], known: Mapping[int, str], spans: Mapping[date, str]) -> OpenPost:
    """The solver's own words, with people and posts named as the school names them."""
    slot = slot_of(found["slot"])
    candidates = tuple(_candidate(one, known, spans) for one in found["candidates"])
    shift = OpenShift(found["slot"], spans.get(slot.weekend, ""), str(POSTS[slot.post]), candidates)
    return OpenPost(slot_words(slot, spans), why_open(shift)[:NAMED], what_opens(shift))


def _candidate(found: Mapping[str, Any], known: Mapping[int, str], spans: Mapping[date, str]) -> Candidate:
    ways = [_way(rule, spans) for rule in found["rules"]]
    reasons = [str(ABSENCES[Absence(rule["absence"])]) for rule in found["rules"] if rule.get("absence")]
    name = known.get(found["person"], "")
    named = _("%(name)s (%(why)s)", name=name, why=_(", ").join(reasons)) if reasons else name
    return Candidate(named, tuple(ways))


def _way(rule: Mapping[str, Any], spans: Mapping[date, str]) -> InTheWay:
    return InTheWay(HardRule(rule["rule"]), None if rule["shift"] is None else slot_words(slot_of(rule["shift"]), spans))
