"""The district's reasons in words, in both languages: a receipt is read at the school."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import force_locale
from flask_babel import lazy_gettext as _l

from portal.core.errors import Words
from portal.core.i18n import CHINESE
from portal.district.judging import Reason, Why
from portal.district.models import State

REASONS: Mapping[Why, Words] = {
    Why.UNREADABLE: _l("The letter is not of the agreed shape. Send the file as the portal made it."),
    Why.UNKNOWN_SCHOOL: _l("No school with this code is enrolled here. Ask the district to enrol it with its key."),
    Why.BAD_SIGNATURE: _l(
        "The signature does not fit the key the district knows. Send the file unchanged, or hand in the new key."
    ),
    Why.CLOSED: _l("This school was taken off the list of those that send."),
    Why.FUTURE: _l("A day in it has not come yet. Check the clock of the school's computer and the period."),
    Why.NUMBER_USED: _l("Another letter came under this number before."),
    Why.ANOTHER_SCHOOL: _l("The return inside is another school's."),
    Why.NOT_SIGNED: _l("The return is not signed by the principal."),
    Why.UNKNOWN_RETURN: _l("The district does not ask for a return of this kind."),
    Why.UNKNOWN_INDICATOR: _l("This figure does not belong to the return."),
    Why.STALE: _l("A later version was taken already. Send the newest one."),
    Why.SMALL_COUNT: _l(
        "A small count is shown that has to be hidden. Prepare the return anew with the threshold of the district."
    ),
    Why.DOES_NOT_ADD_UP: _l("The parts do not add up to the total."),
    Why.OUT_OF_BALANCE: _l(
        "A balance does not hold and is not explained. Correct the figure or explain it, then send a new version."
    ),
    Why.NOT_ZERO: _l("It says there is nothing to report, yet a figure is not zero."),
}

STATES: Mapping[State, Words] = {
    State.ACCEPTED: _l("Taken"),
    State.RETURNED: _l("Handed back"),
    State.SUPERSEDED: _l("Replaced by a later version"),
}


def spoken(reason: Reason) -> Mapping[str, str]:
    """A reason as a receipt carries it."""
    said = {}
    for name, locale in (("zh", CHINESE), ("en", "en")):
        with force_locale(locale):
            said[name] = str(REASONS[reason.why])
    return {"code": str(reason.why), "place": reason.place, **said}
