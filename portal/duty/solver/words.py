"""Why a shift stays open and what would open it, in sentences."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.duty.solver.blocked import Candidate, InTheWay, OpenShift, Shortage
from portal.duty.solver.hard_rules import HardRule

_NAMED = 3  # people named in a remedy; a longer list is no longer read


def why_open(shift: OpenShift) -> list[str]:
    """One sentence for each candidate, or one that says there is none."""
    if not shift.candidates:
        return [_("Nobody is qualified for %(post)s.", post=shift.post)]
    return [_("%(person)s: %(reasons)s.", person=one.person, reasons=_reasons(one)) for one in shift.candidates]


def what_opens(shift: OpenShift) -> str:
    """The smallest change that would fill the shift."""
    if not shift.candidates:
        return _("It opens with one more person for %(post)s who is there on %(day)s.", post=shift.post, day=shift.day)
    ways = [_("%(person)s, if %(changes)s", person=one.person, changes=_and(one)) for one in shift.nearest[:_NAMED]]
    return _("It could be taken by %(ways)s; or by one more person for %(post)s.", ways=_("; or by ").join(ways), post=shift.post)


def shortage(found: Shortage) -> str:
    """How far the people of a post reach."""
    return _(
        "%(post)s: %(asked)s shifts, %(filled)s filled; %(qualified)s people are qualified and could take %(most)s at most.",
        post=found.post,
        asked=found.asked,
        filled=found.filled,
        qualified=found.qualified,
        most=found.most,
    )


def reason(way: InTheWay) -> str:
    """The rule in the way, about the person."""
    match way.rule:
        case HardRule.NOT_QUALIFIED:
            return _("not qualified")
        case HardRule.AWAY:
            return _("away that day")
        case HardRule.MAX_SHIFTS:
            return _("has as many shifts as allowed")
        case HardRule.SAME_DAY:
            return _("already has %(shift)s that day", shift=way.shift)
        case HardRule.SAME_WEEKEND:
            return _("already has %(shift)s that weekend", shift=way.shift)
        case HardRule.WEEKEND_GAP:
            return _("has %(shift)s, too close to that weekend", shift=way.shift)


def _change(way: InTheWay) -> str:
    """What lifts the rule, as the rest of “if …”."""
    match way.rule:
        case HardRule.NOT_QUALIFIED:
            return _("qualified")
        case HardRule.AWAY:
            return _("there that day")
        case HardRule.MAX_SHIFTS:
            return _("allowed one more shift")
        case _other:
            return _("somebody else takes %(shift)s", shift=way.shift)


def _and(candidate: Candidate) -> str:
    return _(" and ").join(_change(way) for way in candidate.rules)


def _reasons(candidate: Candidate) -> str:
    return _(", ").join(reason(way) for way in candidate.rules)
