"""Locked shifts stay as they are; a lock that would break a hard rule is refused before anything is solved."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.core.errors import Refused, Words
from portal.duty.solver.hard_rules import HardRule, Hindrance, hindrances
from portal.duty.solver.instance import Instance


def refuse_impossible_locks(instance: Instance) -> None:
    """Raise Refused for the first locked shift, in the order of shifts, that breaks a hard rule with those before it."""
    held: dict[int, list[int]] = {}
    for s, p in sorted(instance.locks.items()):
        mine = held.setdefault(p, [])
        broken = hindrances(instance, p, s, mine)
        if broken:
            shift = instance.shifts[s].id
            words = _l(
                "The locked shift %(shift)s breaks a rule: %(reason)s. Unlock it or give it to somebody else.",
                shift=shift,
                reason=_reason(instance, p, s, broken[0]),
            )
            raise Refused(words, field=f"locked.{shift}")
        mine.append(s)


def _reason(instance: Instance, p: int, s: int, broken: Hindrance) -> Words:
    person, shift = instance.people[p], instance.shifts[s]
    other = "" if broken.shift is None else instance.shifts[broken.shift].id
    match broken.rule:
        case HardRule.NOT_QUALIFIED:
            return _l("%(person)s is not qualified for %(post)s", person=person.id, post=shift.post)
        case HardRule.AWAY:
            return _l("%(person)s is away on %(day)s", person=person.id, day=shift.day)
        case HardRule.MAX_SHIFTS:
            return _l("%(person)s may have at most %(number)s shifts", person=person.id, number=person.max_shifts)
        case HardRule.SAME_DAY:
            return _l("%(person)s already has %(other)s that day", person=person.id, other=other)
        case HardRule.SAME_WEEKEND:
            return _l("%(person)s already has %(other)s that weekend", person=person.id, other=other)
        case HardRule.WEEKEND_GAP:
            values = {"person": person.id, "other": other, "gap": instance.rules.min_gap_weekends}
            return _l("%(person)s has %(other)s, with fewer than %(gap)s free weekends between", **values)
