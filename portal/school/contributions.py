"""What the school gives the house."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import url_for
from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission, Role
from portal.access.viewer import Viewer
from portal.core.contributions import Contributions, Deadline, Event, NavItem, Source
from portal.school.queries import calendar


def calendar_to_confirm(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """Next year's holidays, compared with the notice before the year begins."""
    year = today.year + 1
    if not viewer.may(Permission.MANAGE_SCHOOL) or today.month < 11 or year in calendar().confirmed_years:
        return ()
    return (
        Deadline(
            key=f"school.calendar.{year}",
            title=_l("Compare the holidays of %(year)s with the notice", year=year),
            why=_l("Until then clocks that count working days may be a day off."),
            due=date(today.year, 12, 31),
            start=date(today.year, 11, 1),
            url=url_for("school.calendar", year=year),
            source=Source.SCHOOL,
            action=_l("Open the calendar"),
        ),
    )


contributions = Contributions(
    domain="school",
    nav=(
        NavItem(
            "school",
            _l("The school"),
            "settings",
            "school.profile",
            Permission.MANAGE_SCHOOL,
            hub="keeping",
            order=90,
            tabs=frozenset({Role.ADMINISTRATOR}),
        ),
    ),
    deadlines=(calendar_to_confirm,),
    events=(
        Event("school.created", _l("School set up")),
        Event("school.profile_changed", _l("School profile changed")),
        Event("school.calendar_changed", _l("School calendar changed")),
        Event("school.setting_changed", _l("Setting changed")),
    ),
)
