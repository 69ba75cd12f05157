"""A proposal with names and words, as its page shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.pairing.proposal import Proposal
from portal.pairing.queries.matching import Adult, Waiting
from portal.pairing.rules import Objection
from portal.school.classes import class_name


@dataclass(frozen=True, slots=True)
class Row:
    """One proposed pair; `load` is the adult's with all new pairs."""

    child_id: int
    child: str
    class_name: str
    teacher_id: int
    teacher: str
    load: int
    own_class: bool
    follows: bool


@dataclass(frozen=True)
class Draft:
    """The pairs, the children left with what keeps the adults away (most frequent first), and the evenness reached."""

    rows: Sequence[Row]
    left: Sequence[tuple[Waiting, str, Sequence[tuple[Objection, int]]]]
    least: int
    most: int


def draft(found: Proposal, children: Sequence[Waiting], staff: Sequence[Adult]) -> Draft:
    """Put names to a proposal."""
    by_child, by_adult = {one.id: one for one in children}, {one.id: one for one in staff}
    rows = [_row(by_child[child_id], by_adult[teacher_id], found.loads) for child_id, teacher_id in found.pairs]
    left = [(by_child[one.child_id], class_name(by_child[one.child_id].facts.class_id), _sorted(one.why)) for one in found.left]
    loads = found.loads.values()
    return Draft(sorted(rows, key=lambda row: (row.class_name, row.child_id)), left, min(loads, default=0), max(loads, default=0))


def _row(child: Waiting, adult: Adult, loads: Mapping[int, int]) -> Row:
    own = child.facts.class_id in adult.facts.homerooms
    named = class_name(child.facts.class_id)
    return Row(child.id, child.name, named, adult.id, adult.name, loads[adult.id], own, child.pairing_id is not None)


def _sorted(why: Mapping[Objection, int]) -> Sequence[tuple[Objection, int]]:
    return sorted(why.items(), key=lambda item: (-item[1], item[0]))
