"""What the states of a file are called on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.children.left_behind import WITHOUT_CAPABILITY, Parent, ParentState
from portal.children.left_behind_words import PARENTS, STATES
from portal.children.models import Enrolment, Rights
from portal.core.errors import Words

SEXES: dict[str, Words] = {"1": _l("Boy"), "2": _l("Girl")}

ENROLMENTS: dict[Enrolment, Words] = {
    Enrolment.ENROLLED: _l("At school"),
    Enrolment.SUSPENDED: _l("On leave"),
    Enrolment.TRANSFERRED: _l("Transferred out"),
    Enrolment.GRADUATED: _l("Graduated"),
    Enrolment.LEFT: _l("No longer in the registry"),
    Enrolment.MERGED: _l("Merged into another file"),
}

RIGHTS: dict[Rights, Words] = {
    Rights.FULL: _l("Sees the child's page at home"),
    Rights.CONTACT: _l("Contact only"),
    Rights.NONE: _l("No access"),
}

SOURCES: dict[str, Words] = {"registry": _l("from the registry"), "portal": _l("recorded here"), "home": _l("told by the family")}


def age_on(born: date, day: date) -> int:
    """Full years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def parents_words(states: Mapping[str, str]) -> str:
    """Where the parents are, in one short phrase: both away, or who is where; empty when nothing is known."""
    known = {parent: state for parent, state in states.items() if state != ParentState.UNKNOWN}
    both = (known.get(Parent.FATHER), known.get(Parent.MOTHER))
    if both == (ParentState.AWAY_FOR_WORK, ParentState.AWAY_FOR_WORK):
        return _("both parents away")
    if both == (ParentState.AT_HOME, ParentState.AT_HOME):
        return _("both parents at home")
    notable = {parent: state for parent, state in known.items() if state != ParentState.AT_HOME or len(known) == 1}
    return _(", ").join(_parent_words(Parent(parent), ParentState(state)) for parent, state in sorted(notable.items()))


def _parent_words(parent: Parent, state: ParentState) -> str:
    if parent is Parent.EITHER:
        return _("one parent away")
    return _("%(parent)s %(state)s", parent=_in_phrase(PARENTS[parent]), state=_SHORT.get(state, STATES[state]))


def _in_phrase(words: Words) -> str:
    return str(words).lower()


_SHORT: dict[ParentState, Words] = {
    ParentState.AWAY_FOR_WORK: _l("away"),
    ParentState.AWAY_OTHER: _l("away"),
    **{state: _l("unable to care") for state in WITHOUT_CAPABILITY},
    ParentState.MISSING: _l("missing"),
    ParentState.DEAD: _l("deceased"),
    ParentState.IN_CUSTODY: _l("in custody"),
}


def as_sent(value: object) -> str:
    """A value as its form sends it."""
    if isinstance(value, bool):
        return "y" if value else ""
    return "" if value is None else str(value)


def yes_or_no(value: object) -> Words:
    """For a value that is a yes or no; empty for any other."""
    if not isinstance(value, bool):
        return ""
    return _l("Yes") if value else _l("No")
