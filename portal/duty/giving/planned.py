"""Events, settings and the place in the side bar of the roster."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import LEADING, TEACHING, Permission, Role
from portal.core.contributions import Event, NavItem, SettingDefinition, Source

GROUP = _l("Weekend duty")

EVENTS = (
    Event("duty.weekend_settled", _l("Boarding weekend settled")),
    Event("duty.post_settled", _l("Numbers of a duty post settled")),
    Event("duty.standing_settled", _l("Somebody's duty posts settled")),
    Event("duty.time_noted", _l("Days noted for the roster")),
    Event("duty.time_withdrawn", _l("Days for the roster taken back")),
    Event("duty.load_settled", _l("Entry in the fairness ledger")),
    Event("duty.draft_made", _l("Draft of the roster made")),
    Event("duty.draft_changed", _l("Draft of the roster changed")),
    Event("duty.draft_dropped", _l("Draft of the roster dropped")),
    Event("duty.published", _l("Roster published")),
    Event("duty.seen", _l("Own duties seen")),
    Event("duty.roster_printed", _l("Roster printed")),
    Event("duty.feed_made", _l("Address of the duty calendar made")),
    Event("duty.feed_revoked", _l("Address of the duty calendar revoked")),
    Event("duty.swap_asked", _l("Swap of duties asked for")),
    Event("duty.swap_answered", _l("Swap of duties answered")),
    Event("duty.swapped", _l("Duties swapped")),
    Event("duty.swap_taken_back", _l("Swap of duties taken back")),
    Event("duty.absence_told", _l("Absence from duty told")),
    Event("duty.replacement_called", _l("Called for a replacement")),
    Event("duty.replaced", _l("Somebody stands in on duty")),
)

ON_DUTY = frozenset({Role.DUTY_STAFF})
NAV = (
    NavItem(
        "duty",
        _l("Weekend duty"),
        "moon",
        "duty.index",
        Permission.SEE_ROSTER,
        order=46,
        tabs=ON_DUTY | LEADING | TEACHING,
        short=_l("Being on duty"),
    ),
    NavItem("tonight", _l("Tonight"), "list-checks", "duty.tonight", Permission.RUN_SHIFT, order=1, tabs=ON_DUTY, only_there=True),
)

SETTINGS = (
    SettingDefinition(
        "duty.most_shifts", _l("Duties of one person in a term, at most"), 10, Source.SCHOOL, "", _l("duties"), GROUP,
        least=1, most=60,
    ),
    SettingDefinition(
        "duty.gap_weekends", _l("Free weekends between two duties, at least"), 0, Source.SCHOOL, "", _l("weekends"), GROUP, most=6
    ),
    SettingDefinition(
        "duty.longest_days", _l("A holiday is shared out in parts of at most"), 3, Source.SCHOOL, "", _l("days"), GROUP,
        least=1, most=9,
    ),
    SettingDefinition(
        "duty.starts_hour", _l("Duty begins on the eve at"), 17, Source.SCHOOL, "", _l("o'clock"), GROUP, least=8, most=23
    ),
    SettingDefinition(
        "duty.ends_hour", _l("Duty ends on the last day at"), 20, Source.SCHOOL,
        _l("Practice of schools: back by eight in the evening"), _l("o'clock"), GROUP, least=8, most=23,
    ),
    SettingDefinition(
        "duty.stay_share", _l("Of a hundred boarders usually stay"), 25, Source.SCHOOL, "", _l("boarders stay"), GROUP,
        _l("Until there are answers of families to count"), least=1, most=100,
    ),
    SettingDefinition(
        "duty.holiday_weight", _l("A duty on a holiday counts"), 200, Source.SCHOOL, "", _l("per cent of a weekend"), GROUP,
        least=100, most=500,
    ),
    SettingDefinition(
        "duty.solver_seconds", _l("A draft is searched for at most"), 8, Source.SCHOOL, "", _l("seconds"), GROUP, least=1, most=60
    ),
    SettingDefinition(
        "duty.swap_consent", _l("A swap needs the leader's consent"), True, Source.SCHOOL, group=GROUP
    ),
)  # fmt: skip
