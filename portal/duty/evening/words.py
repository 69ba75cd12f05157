"""What the codes of an evening are called, and each open thing as a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.core.errors import Words
from portal.core.filters import short_day
from portal.duty.evening.closing import Obstacle, Why
from portal.duty.models.shifts import NoteKind, Standing
from portal.duty.models.tonight import ActivityKind, CareKind, SearchStep

HOUSES: Mapping[str, Words] = {"2": _l("Girls' house"), "1": _l("Boys' house")}

STANDINGS: Mapping[Standing, Words] = {
    Standing.PRESENT: _l("there"),
    Standing.LEAVE: _l("on leave"),
    Standing.FETCHED: _l("fetched"),
    Standing.MISSING: _l("not here"),
}

NOTES: Mapping[NoteKind, Words] = {
    NoteKind.ROUND: _l("Round"),
    NoteKind.EVENT: _l("Something happened"),
    NoteKind.MEAL: _l("Meal"),
    NoteKind.REPAIR: _l("To be repaired"),
}

CARE: Mapping[CareKind, Words] = {CareKind.WATCH: _l("Keep an eye on"), CareKind.MEDICINE: _l("Medicine, as the doctor said")}

STEPS: Mapping[SearchStep, Words] = {
    SearchStep.SEARCH: _l("Searched house and grounds"),
    SearchStep.LEADER: _l("Called the leader on duty"),
    SearchStep.GUARDIAN: _l("Called the family"),
    SearchStep.POLICE: _l("Called the police"),
}

NEXT: Mapping[SearchStep, Words] = {
    SearchStep.SEARCH: _l("Search the house and the grounds now"),
    SearchStep.LEADER: _l("Call the leader on duty"),
    SearchStep.GUARDIAN: _l("Call the family"),
    SearchStep.POLICE: _l("Call the police, 110"),
}

ACTIVITIES: Mapping[ActivityKind, Words] = {
    ActivityKind.SPORT: _l("Sport"),
    ActivityKind.ARTS: _l("Arts"),
    ActivityKind.PRACTICE: _l("Practice and work"),
    ActivityKind.READING: _l("Reading"),
    ActivityKind.FILM: _l("Film and play"),
    ActivityKind.CALL_HOME: _l("Calling home"),
}


def house_name(house: str) -> str:
    """What a house is called."""
    return str(HOUSES.get(house, house))


def obstacle_words(one: Obstacle) -> str:
    """What is open and what settles it."""
    where = _("%(day)s, %(house)s", day=short_day(one.evening), house=house_name(one.house)) if one.evening else ""
    match one.why:
        case Why.NOT_COUNTED:
            return _("%(where)s: the names were not called. Call them.", where=where)
        case Why.NOT_FINISHED:
            return _("%(where)s: %(count)s not called yet. Finish the list.", where=where, count=one.count)
        case Why.NOT_HANDED_IN:
            return _("%(where)s: everybody was called, the list is not handed in.", where=where)
        case Why.CHANGED:
            return _("%(where)s: %(count)s came back or moved in after the list. Call them.", where=where, count=one.count)
        case Why.STRANGERS:
            return _("%(where)s: %(count)s on the list do not sleep there. Ask who moved.", where=where, count=one.count)
        case _other:
            return _other_words(one)


def _other_words(one: Obstacle) -> str:
    match one.why:
        case Why.MISSING:
            return _("%(name)s is still being looked for.", name=one.name)
        case Why.LATE:
            return _("%(name)s should be back and is not. Ask the gate and the family.", name=one.name)
        case Why.HAND_OVER_UNWRITTEN:
            return _("Nobody has written the hand-over.")
        case _other:
            return _("The hand-over waits for the second signature.")
