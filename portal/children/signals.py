"""What the children's files tell the rules of attention: who is away, who cannot care, what is scarce, what nobody wrote down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.permissions import Tier
from portal.children.dated import holds_on
from portal.children.figures import HARDSHIP
from portal.children.left_behind import NOTHING_KNOWN, WITHOUT_CAPABILITY, Facts, Parent, ParentFact, ParentState, derive, is_away
from portal.children.models import (
    AidCategory,
    CensusConfirmation,
    Child,
    Guardian,
    HealthNote,
    NoContactOrder,
    Reunion,
    Whereabouts,
)
from portal.core import clock
from portal.core.contributions import Signal, SignalDefinition, SignalKind, Signals, Value, Worse
from portal.core.db import session
from portal.core.errors import Words
from portal.school.queries import calendar

ORPHANED = frozenset({"orphan", "de_facto_unattended"})
Found = dict[str, Signal]
Rows = Mapping[int, Sequence[Any]]


def read(child_ids: Sequence[int], day: date) -> Mapping[int, Mapping[str, Signal]]:
    """Every fact of the files of some children on a day; eight statements."""
    of = {table: _held(table, child_ids, day) for table in (Whereabouts, Reunion, AidCategory, HealthNote, Guardian)}
    orders, confirmed = _ordered(child_ids, day), _confirmed(child_ids, day)
    columns = (Child.id, Child.birth_date, Child.boarding)
    found: dict[int, Found] = {}
    for id_, born, boarding in session().execute(select(*columns).where(Child.id.in_(child_ids))):
        reunion = next(iter(of[Reunion].get(id_, ())), None)
        facts = _facts(day, born, of[Whereabouts].get(id_, ()), reunion)
        mine = {"children.age": Signal(_years(born, day)), "children.boarding": Signal(boarding)}
        mine |= _parents(facts, of[Whereabouts].get(id_, ())) | _together(reunion, day)
        mine |= _household(of[AidCategory].get(id_, ()), of[HealthNote].get(id_, ()))
        carers = [row.from_day for row in of[Guardian].get(id_, ()) if row.is_carer]
        mine["children.carer_on_file"] = Signal(bool(carers), min(carers, default=None))
        mine["children.order_in_force"] = Signal(id_ in orders, orders.get(id_))
        mine["children.census_confirmed"] = Signal(id_ in confirmed, confirmed.get(id_))
        found[id_] = mine
    return found


_WANTED: Mapping[Any, Sequence[Any]] = {
    Whereabouts: (Whereabouts.parent, Whereabouts.state, Whereabouts.since, Whereabouts.since_at_latest, Whereabouts.from_day),
    Reunion: (Reunion.weekends_or_holidays, Reunion.last_on, Reunion.from_day),
    AidCategory: (AidCategory.category, AidCategory.from_day),
    HealthNote: (HealthNote.from_day,),
    Guardian: (Guardian.is_carer, Guardian.from_day),
}


def _held(table: Any, child_ids: Sequence[int], day: date) -> Rows:
    """The rows of a table that hold on the day, newest first, by child."""
    columns = (table.child_id.label("child"), *_WANTED[table])
    found = select(*columns).where(table.child_id.in_(child_ids), holds_on(table, day))
    by_child: dict[int, list[Any]] = defaultdict(list)
    for row in session().execute(found.order_by(table.from_day.desc(), table.id.desc())):
        by_child[row.child].append(row)
    return by_child


def _ordered(child_ids: Sequence[int], day: date) -> Mapping[int, date]:
    lasting = (NoContactOrder.child_id.in_(child_ids), NoContactOrder.lifted_at.is_(None), holds_on(NoContactOrder, day))
    found = session().execute(select(NoContactOrder.child_id, NoContactOrder.from_day).where(*lasting))
    return {row[0]: row[1] for row in found}


def _confirmed(child_ids: Sequence[int], day: date) -> Mapping[int, date]:
    term = calendar().current_term(day)
    of_term = (CensusConfirmation.child_id.in_(child_ids), CensusConfirmation.term_id == (term.id if term else None))
    found = session().execute(select(CensusConfirmation.child_id, CensusConfirmation.confirmed_at).where(*of_term))
    return {row[0]: clock.local(row[1]).date() for row in found}


def _facts(day: date, born: date, rows: Sequence[Any], reunion: Any) -> Facts:
    by_parent = {row.parent: ParentFact(ParentState(row.state), row.since, row.since_at_latest) for row in reversed(rows)}
    parents = {parent.value: by_parent.get(parent.value, NOTHING_KNOWN) for parent in Parent}
    return Facts(day, born, **parents, reunion=reunion.weekends_or_holidays if reunion else None)


def _parents(facts: Facts, rows: Sequence[Any]) -> Found:
    """Where the parents are; a number of parents away or unable is only said when something is known."""
    known = [fact for _, fact in facts.parents if fact.state is not ParentState.UNKNOWN]
    since = max((row.since or row.from_day for row in rows), default=None)
    unknown = 0 if facts.either.state is not ParentState.UNKNOWN else 2 - len(known)
    found = {"children.parents_unknown": Signal(max(0, unknown))}
    if known:
        status = derive(facts)
        found["children.parents_away"] = Signal(min(2, sum(is_away(fact, facts.on) for fact in known)), since)
        found["children.parents_unable"] = Signal(min(2, sum(fact.state in WITHOUT_CAPABILITY for fact in known)), since)
        found["children.left_behind_a"] = Signal(status.A, since)
        found["children.left_behind_b"] = Signal(status.B, since)
        found["children.left_behind_c"] = Signal(status.C, since)
        found["children.left_behind_d"] = Signal(status.D, since)
    return found


def _together(reunion: Any, day: date) -> Found:
    if reunion is None:
        return {}
    found = {"children.apart": Signal(not reunion.weekends_or_holidays, reunion.from_day)}
    if reunion.last_on:
        found["children.days_since_reunion"] = Signal(max(0, (day - reunion.last_on).days), reunion.last_on)
    return found


def _household(aid: Sequence[Any], health: Sequence[Any]) -> Found:
    """What the family lives on, and whether a note on health is kept (never what it says)."""
    return {
        "children.hardship": _dated(aid, lambda row: row.category in HARDSHIP),
        "children.orphan": _dated(aid, lambda row: row.category in ORPHANED),
        "children.disabled": _dated(aid, lambda row: row.category == "disabled"),
        "children.health_note": _dated(health, lambda _row: True),
    }


def _dated(rows: Sequence[Any], wanted: Any) -> Signal:
    days = [row.from_day for row in rows if wanted(row)]
    return Signal(bool(days), max(days, default=None))


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _truth(name: str, label: Words, yes: Words, no: Words, worse: Worse, tier: Tier = Tier.WELFARE) -> SignalDefinition:
    return SignalDefinition(f"children.{name}", label, SignalKind.TRUTH, lambda value, _detail: yes if value else no, tier, worse)


def _number(name: str, label: Words, says: Any, worse: Worse, tier: Tier = Tier.WELFARE) -> SignalDefinition:
    return SignalDefinition(f"children.{name}", label, SignalKind.NUMBER, lambda value, _detail: says(value), tier, worse)


def _away_words(value: Value) -> Words:
    fewer = {0: _l("No parent is away for work"), 1: _l("One parent is away for work")}
    return fewer.get(int(value), _l("Both parents are away for work"))


def _b_words(value: Value) -> Words:
    return _l("%(count)s of the parents away for three months or more", count=value)


signals = Signals(
    definitions=(
        _number("age", _l("Age"), lambda value: _l("%(count)s years old", count=value), Worse.NEITHER, Tier.SCHOOLING),
        _truth("boarding", _l("Boards at school"), _l("Boards at school"), _l("Lives at home"), Worse.NEITHER, Tier.DIRECTORY),
        _number("parents_away", _l("Parents away for work"), _away_words, Worse.MORE),
        _number(
            "parents_unable", _l("Parents who cannot care"),
            lambda value: _l("%(count)s of the parents cannot care for the child", count=value), Worse.MORE,
        ),
        _number(
            "parents_unknown", _l("Parents of whom nobody has written where they are"),
            lambda value: _l("Nobody has written down where %(count)s of the parents are", count=value), Worse.MORE,
        ),
        _truth(
            "left_behind_a", _l("Left behind by definition A"),
            _l("Counts by definition A"), _l("Does not count by definition A"), Worse.YES,
        ),
        _number("left_behind_b", _l("Left behind by definition B"), _b_words, Worse.MORE),
        _truth(
            "left_behind_c", _l("Left behind by definition C"),
            _l("Counts by definition C"), _l("Does not count by definition C"), Worse.YES,
        ),
        _truth(
            "left_behind_d", _l("Left behind by definition D"),
            _l("Counts by definition D"), _l("Does not count by definition D"), Worse.YES,
        ),
        _truth(
            "apart", _l("Apart at weekends and holidays too"),
            _l("Not together with the parents at weekends or holidays"),
            _l("Together with the parents at weekends or holidays"), Worse.YES,
        ),
        _number(
            "days_since_reunion", _l("Days since parents and child were last together"),
            lambda value: _l("Last together with the parents %(count)s days ago", count=value), Worse.MORE,
        ),
        _truth("hardship", _l("Family in hardship"), _l("The family is in hardship"), _l("No hardship on file"), Worse.YES),
        _truth(
            "orphan", _l("Orphan or de facto without a caregiver"),
            _l("Orphan, or de facto without a caregiver"), _l("No such category on file"), Worse.YES,
        ),
        _truth("disabled", _l("Disability"), _l("Lives with a disability"), _l("No disability on file"), Worse.YES),
        _truth("health_note", _l("Note on health"), _l("A note on health is kept"), _l("No note on health"), Worse.YES),
        _truth("carer_on_file", _l("Carer on file"), _l("A carer is on file"), _l("No carer is on file"), Worse.NO),
        _truth(
            "order_in_force", _l("No-contact order"),
            _l("A no-contact order is in force"), _l("No no-contact order"), Worse.YES,
        ),
        _truth(
            "census_confirmed", _l("Facts of the term confirmed"),
            _l("The facts of the term are confirmed"), _l("The facts of this term are not confirmed"), Worse.NO,
        ),
    ),
    read=read,
)  # fmt: skip
