"""Where a case stands, as families are told it: calm, and without a word about anybody else's child."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from portal.bullying.models.cases import State
from portal.core.errors import Words

_LOOKING = _l("The school is looking into it. You will hear what comes of it.")
_DECIDED = _l("The committee has decided. The letter below says what, and what you can do.")

PHASES: Mapping[State, Words] = {
    State.OPENED: _LOOKING,
    State.STOPPED: _LOOKING,
    State.INVESTIGATING: _LOOKING,
    State.COMMITTEE: _l("The committee of the school talks about it. You may take part."),
    State.FOUND: _l("The committee has decided. The letter comes soon."),
    State.NOT_FOUND: _l("The committee has decided. The letter comes soon."),
    State.MEASURES: _l("The committee has decided. The letter comes soon."),
    State.APPEAL_WINDOW: _DECIDED,
    State.SCHOOL_APPEAL: _l("An appeal is being decided at school."),
    State.REVIEW: _l("The county reviews the decision."),
    State.FOLLOW_UP: _l("It is decided. The school goes on asking how your child is."),
    State.CLOSED: _l("It is closed. You can come to the school with questions at any time."),
}
