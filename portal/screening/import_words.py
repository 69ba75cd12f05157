"""What columns, states and rows of an imported file are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext as _l

from portal.core.errors import Words
from portal.screening.importing.headings import CLASS, DAY, NAME, NUMBER, SCORE, STATE, State, possible
from portal.screening.importing.planning import Kind
from portal.screening.scales.definition import Scale

MEANINGS: Mapping[str, Words] = {
    NAME: _l("The name of the child"),
    NUMBER: _l("Identity number"),
    CLASS: _l("Class"),
    STATE: _l("How far the child is"),
    DAY: _l("Day it was filled in"),
    f"{SCORE}total": _l("Total score"),
}

STATE_WORDS: Mapping[State, Words] = {
    State.DONE: _l("filled in"),
    State.OPEN: _l("not filled in yet"),
    State.DECLINED: _l("the family does not take part"),
}

KINDS: Mapping[str, Words] = {
    Kind.NEW: _l("new results"),
    Kind.CHANGED: _l("changed results"),
    Kind.UNCHANGED: _l("as before"),
    Kind.DECLINED: _l("do not take part"),
    Kind.OPEN: _l("not filled in yet"),
    Kind.PARKED: _l("wait for you"),
    "warned": _l("with a remark"),
}


def meanings_of(of: Scale) -> Sequence[str]:
    """What a column may be said to hold."""
    return possible(of)
