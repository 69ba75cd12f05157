"""What Friday gives the house: events, what is due, panels, the timeline, figures, signals, reach while on duty."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Role, Tier
from portal.core.contributions import Event
from portal.duty.reach import ON_DUTY_REACH

#: Who reaches the boarders of the house while on duty; the others reach the whole school by name anyway.
REACHES = dict.fromkeys((Role.HOMEROOM_TEACHER, Role.TEACHER, Role.DUTY_STAFF), ON_DUTY_REACH)

EVENTS = (
    Event("duty.stay_answered", _l("Weekend of a boarder answered")),
    Event("duty.arranged", _l("Standing arrangement for weekends")),
    Event("duty.collector_added", _l("Somebody authorised to fetch a child"), Tier.WELFARE),
    Event("duty.collector_ended", _l("Authorisation to fetch a child ended"), Tier.WELFARE),
    Event("duty.collectors_read", _l("People who may fetch a child read"), Tier.WELFARE, reads=True),
    Event("duty.fetched", _l("Child handed over at the gate")),
    Event("duty.fetch_stopped", _l("Fetch of a child stopped"), Tier.WELFARE),
    Event("duty.slip_given", _l("Leave slip given")),
    Event("duty.slip_called_off", _l("Leave slip called off")),
    Event("duty.left", _l("Child left with a slip")),
    Event("duty.returned", _l("Child is back")),
)
