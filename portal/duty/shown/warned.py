"""What a draft asks somebody to look at before publishing, in words, each with the exchange that would lighten it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from portal.duty.models.roster import DutyDraft
from portal.duty.planning.demand import Slot
from portal.duty.planning.relieving import Relief, Reliefs
from portal.duty.planning.warning import looked_at
from portal.duty.queries.drafts import Line, given_in, loads_in
from portal.duty.queries.planning import plan_for
from portal.duty.words import POSTS, load
from portal.school.queries import calendar

SHOWN = 8


@dataclass(frozen=True)
class Warned:
    """A warning, and in words what would lighten it, with the fields that carry it out."""

    words: str
    relief: str = ""
    fields: Sequence[tuple[str, str]] = ()


def warnings_of(draft: DutyDraft, lines: Sequence[Line], known: Mapping[int, str], spans: Mapping[date, str]) -> list[Warned]:
    """Loads far above the others', duties two weekends in a row; no statement while there is nothing to look at."""
    found = list(_warned(draft, lines, known, spans))
    reliefs = reliefs_of(draft, lines) if found else None
    if reliefs is None:
        return [Warned(words) for words, _slots, _far in found]
    return [_with_relief(words, reliefs.best(slots, lighter=far), known, spans) for words, slots, far in found[:SHOWN]] + [
        Warned(words) for words, _slots, _far in found[SHOWN:]
    ]


def reliefs_of(draft: DutyDraft, lines: Sequence[Line]) -> Reliefs | None:
    """What could be exchanged in this draft; None outside the terms."""
    term = calendar().term_of(draft.first_day)
    if term is None:
        return None
    kept = frozenset(line.slot for line in lines if line.locked)
    return Reliefs(plan_for(draft.first_day, term, {}), given_in(lines), kept, loads_in(draft, lines))


def slot_words(slot: Slot, spans: Mapping[date, str]) -> str:
    """As in 11月20日—22日 门卫."""
    return f"{spans.get(slot.weekend, slot.weekend.isoformat())} {POSTS[slot.post]}"


def _warned(
    draft: DutyDraft, lines: Sequence[Line], known: Mapping[int, str], spans: Mapping[date, str]
) -> Iterator[tuple[str, Sequence[Slot], bool]]:
    given = given_in(lines)
    looked = looked_at(loads_in(draft, lines), given, sorted(spans))
    for far in looked.heavy:
        name, held = known.get(far.person_id, ""), [slot for slot, person in given.items() if person == far.person_id]
        words = _(
            "%(name)s carries %(load)s, the average is %(average)s.", name=name, load=load(far.load), average=load(far.average)
        )
        yield words, sorted(held), True
    for row in looked.in_a_row:
        words = _(
            "%(name)s is on duty twice in a row, %(first)s and %(second)s, and %(count)s times in all.",
            name=known.get(row.person_id, ""),
            first=slot_words(row.first, spans),
            second=slot_words(row.second, spans),
            count=row.count,
        )
        yield words, (row.first, row.second), False


def _with_relief(words: str, one: Relief | None, known: Mapping[int, str], spans: Mapping[date, str]) -> Warned:
    if one is None:
        return Warned(words)
    both = {"giver": known.get(one.giver_id, ""), "taker": known.get(one.taker_id, ""), "slot": slot_words(one.slot, spans)}
    both |= {"giver_load": load(one.giver_load), "taker_load": load(one.taker_load)}
    fields = [("slot", one.slot.key), ("taker", str(one.taker_id)), ("back", one.back.key if one.back else "")]
    if one.back is None:
        said = _("%(taker)s could take %(slot)s; then %(giver)s carries %(giver_load)s, %(taker)s %(taker_load)s.", **both)
        return Warned(words, said, fields)
    both["back"] = slot_words(one.back, spans)
    said = _("%(taker)s could take %(slot)s for %(back)s; then %(giver)s carries %(giver_load)s, %(taker)s %(taker_load)s.", **both)
    return Warned(words, said, fields)
