"""Events and settings of shifts, roll calls, searches and the programme."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Tier
from portal.core.contributions import Event, SettingDefinition, Source

GROUP = _l("Evenings on duty")

EVENTS = (
    Event("duty.shift_opened", _l("Shift opened")),
    Event("duty.shift_closed", _l("Shift closed")),
    Event("duty.note_written", _l("Written into the log of a shift")),
    Event("duty.handed_over", _l("Shift handed over")),
    Event("duty.taken_over", _l("Shift taken over")),
    Event("duty.roll_opened", _l("Roll call begun")),
    Event("duty.called", _l("Name called")),
    Event("duty.roll_handed_in", _l("Roll call handed in")),
    Event("duty.sheet_printed", _l("Blank roll-call sheet printed"), reads=True),
    Event("duty.record_printed", _l("Duty record printed"), Tier.WELFARE, reads=True),
    Event("duty.care_ordered", _l("Asked the people on duty to do something"), Tier.WELFARE),
    Event("duty.care_done", _l("Done what was asked of the people on duty"), Tier.WELFARE),
    Event("duty.care_ended", _l("No longer asked of the people on duty"), Tier.WELFARE),
    Event("duty.care_read", _l("Read what is asked of the people on duty"), Tier.WELFARE, reads=True),
    Event("duty.missing_raised", _l("Child not there at roll call"), Tier.WELFARE),
    Event("duty.search_called", _l("Whoever must join a search was called"), Tier.WELFARE),
    Event("duty.missing_answered", _l("Search taken in hand"), Tier.WELFARE),
    Event("duty.missing_step", _l("Step in a search"), Tier.WELFARE),
    Event("duty.missing_ended", _l("Search ended"), Tier.WELFARE),
    Event("duty.missing_opened", _l("Search opened to read"), Tier.WELFARE, reads=True),
    Event("duty.telephone_shown", _l("Telephone shown in a search"), Tier.WELFARE),
    Event("duty.activity_planned", _l("Weekend programme planned")),
    Event("duty.activity_called_off", _l("Part of the weekend programme called off")),
    Event("duty.taking_part_noted", _l("Noted who took part in the programme")),
)

LAW = _l("Search in time, and the police when needed (Delinquency Prevention Law 35); the minutes are the school's")

SETTINGS = (
    SettingDefinition(
        "duty.leader_minutes", _l("A child is missing: the leader after"),
        10, Source.LAW, LAW, _l("minutes"), GROUP, least=1, most=60
    ),
    SettingDefinition(
        "duty.guardian_minutes", _l("A child is missing: the family after"),
        20, Source.LAW, LAW, _l("minutes"), GROUP, least=1, most=120
    ),
    SettingDefinition(
        "duty.police_minutes", _l("A child is missing: the police after"),
        60, Source.LAW, LAW, _l("minutes"), GROUP, least=10, most=240
    ),
    SettingDefinition(
        "duty.rounds", _l("Rounds in a night, at least"), 2, Source.PRACTICE,
        _l("Practice of boarding schools: one at least"), _l("rounds"), GROUP, least=1, most=12,
    ),
    SettingDefinition(
        "duty.roll_hour", _l("The last roll call is due at"), 21, Source.PRACTICE,
        _l("Practice of boarding schools: half an hour before lights out"), _l("o'clock"), GROUP, least=17, most=23,
    ),
    SettingDefinition(
        "duty.day_turns_at", _l("A night belongs to the evening before until"), 8, Source.SCHOOL, "", _l("o'clock"), GROUP,
        least=4, most=12,
    ),
)  # fmt: skip
