"""What states and answers are called on the staff pages."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.core.errors import Words
from portal.people.models import VettingStatus
from portal.staff.models import AccountState

STATE_WORDS: dict[AccountState, Words] = {
    AccountState.NONE: _l("no account"),
    AccountState.INVITED: _l("invited"),
    AccountState.OPEN: _l("open"),
    AccountState.LOCKED: _l("locked"),
    AccountState.STOPPED: _l("stopped"),
    AccountState.CLOSED: _l("closed"),
}

VETTING_WORDS: dict[VettingStatus, Words] = {
    VettingStatus.REQUESTED: _l("asked for, no answer yet"),
    VettingStatus.CLEAR: _l("nothing found"),
    VettingStatus.HIT: _l("a record was found"),
}

SEX_WORDS: dict[str, Words] = {"1": _l("male"), "2": _l("female"), "": _l("not said")}

ACT_WORDS: dict[str, Words] = {
    "stop": _l("The account is stopped; open sessions ended."),
    "resume": _l("The account is open again."),
    "unlock": _l("The account is unlocked."),
    "close": _l("The account is closed."),
    "second-factor": _l("The telephone is taken off. A new one is set up at the next sign-in."),
}
