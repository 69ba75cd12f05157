"""Why a child counts as left behind, or does not, in words: each definition with the facts it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import format_date
from flask_babel import lazy_gettext as _l

from portal.children.left_behind import (
    WHOLE_MONTHS,
    WITHOUT_CAPABILITY,
    Facts,
    Parent,
    ParentFact,
    ParentState,
    after_months,
    come_of_age,
    is_away,
    is_away_long,
    is_under_age,
)
from portal.core.errors import Words

DEFINITION_NAMES: dict[str, Words] = {
    "A": _l("State Council 2016"),
    "B": _l("National registry"),
    "C": _l("Education statistics"),
    "D": _l("District practice"),
}

PARENTS: dict[Parent, Words] = {
    Parent.FATHER: _l("Father"),
    Parent.MOTHER: _l("Mother"),
    Parent.EITHER: _l("One parent, not said which"),
}

STATES: dict[ParentState, Words] = {
    ParentState.AT_HOME: _l("at home"),
    ParentState.AWAY_FOR_WORK: _l("away for work"),
    ParentState.AWAY_OTHER: _l("away for another reason"),
    ParentState.UNABLE: _l("unable to care because of illness or disability"),
    ParentState.IN_CUSTODY: _l("in custody"),
    ParentState.MISSING: _l("whereabouts lost"),
    ParentState.DEAD: _l("deceased"),
    ParentState.UNKNOWN: _l("nothing known yet"),
}


@dataclass(frozen=True)
class Day:
    """A day that writes itself in the reader's language."""

    day: date

    def __str__(self) -> str:
        return str(format_date(self.day, "long"))


def reasons_of(facts: Facts) -> Mapping[str, Sequence[Words]]:
    """The sentences behind each definition, the same whether it holds or not."""
    lines = [_line(parent, fact, facts.on) for parent, fact in facts.parents]
    return {
        "A": [_age(facts), *lines, *_capability(facts)],
        "B": _months(facts),
        "C": lines,
        "D": [*lines, _reunion(facts)],
    }


def _line(parent: Parent, fact: ParentFact, on: date) -> Words:
    said = {"parent": PARENTS[parent], "state": STATES[fact.state]}
    if fact.since is None:
        return _l("%(parent)s: %(state)s.", **said)
    if fact.since > on:
        return _l("%(parent)s: %(state)s only from %(day)s on.", day=Day(fact.since), **said)
    if fact.since_at_latest:
        return _l("%(parent)s: %(state)s, since %(day)s at the latest.", day=Day(fact.since), **said)
    return _l("%(parent)s: %(state)s since %(day)s.", day=Day(fact.since), **said)


def _age(facts: Facts) -> Words:
    if facts.birth_date is None:
        return _l("The birth date is not known, so nobody can say whether the child is under 16.")
    day = Day(come_of_age(facts.birth_date))
    if is_under_age(facts):
        return _l("Under 16 until %(day)s.", day=day)
    return _l("16 since %(day)s; this definition ends there.", day=day)


def _capability(facts: Facts) -> Sequence[Words]:
    return [
        _l("%(parent)s counts as without capability to care.", parent=PARENTS[parent])
        for parent, fact in facts.parents
        if fact.state in WITHOUT_CAPABILITY
    ]


def _months(facts: Facts) -> Sequence[Words]:
    away = [(parent, fact) for parent, fact in facts.parents if is_away(fact, facts.on)]
    return [_month_line(parent, fact, facts.on) for parent, fact in away] or [_l("No parent is known to be away for work.")]


def _month_line(parent: Parent, fact: ParentFact, on: date) -> Words:
    if fact.since is None:
        return _l("%(parent)s: away for work, but nobody has said since when.", parent=PARENTS[parent])
    day = Day(after_months(fact.since, WHOLE_MONTHS))
    if is_away_long(fact, on):
        return _l("%(parent)s: away for three whole months since %(day)s.", parent=PARENTS[parent], day=day)
    return _l("%(parent)s: three whole months only on %(day)s.", parent=PARENTS[parent], day=day)


def _reunion(facts: Facts) -> Words:
    if facts.reunion is None:
        return _l("Nobody has said whether they are together at weekends or holidays.")
    if facts.reunion:
        return _l("They are together at weekends or holidays.")
    return _l("They are not together at weekends or holidays.")
