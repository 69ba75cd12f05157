"""What reports give the house: events, settings, the place in the side bar; the rest by the files they name."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for
from flask_babel import lazy_gettext as _l

from portal.access.permissions import TEACHING, Permission, Role, Tier
from portal.access.viewer import Viewer
from portal.core.contributions import DeskLink, Event, NavItem, Panel, SettingDefinition, Source

EVENTS = (
    Event("bullying.report_received", _l("Report of bullying received"), Tier.SEALED),
    Event("bullying.report_opened", _l("Report of bullying opened"), Tier.SEALED, reads=True),
    Event("bullying.picture_opened", _l("Picture of a report opened"), Tier.SEALED, reads=True),
    Event("bullying.report_answered", _l("Message about a report of bullying"), Tier.SEALED),
    Event("bullying.report_decided", _l("Report of bullying decided on"), Tier.SEALED),
    Event("bullying.patterns_opened", _l("What repeats in bullying cases opened"), Tier.SEALED, reads=True),
    Event("bullying.poster_printed", _l("Poster for reports printed")),
)

GROUP = _l("Bullying")

SETTINGS = (
    SettingDefinition(
        "bullying.triage_days",
        _l("A report of bullying is decided on within"),
        0,
        Source.SCHOOL,
        _l("The Rules on School Protection of Minors 23 say at once; the number is the school's own, 0 is the same day"),
        _l("days"),
        GROUP,
        most=10,
    ),
    SettingDefinition("bullying.telephone", _l("Telephone against bullying"), "", Source.POLICY, group=GROUP),
    SettingDefinition("bullying.mail", _l("Mail address against bullying"), "", Source.POLICY, group=GROUP),
    SettingDefinition("bullying.legal_telephone", _l("Telephone of the legal vice principal"), "", Source.POLICY, group=GROUP),
    SettingDefinition("bullying.leader_telephone", _l("Telephone of the head of safety"), "", Source.POLICY, group=GROUP),
)

NAV = (
    NavItem(
        "bullying_reports",
        _l("Bullying reports"),
        "message-circle-warning",
        "bullying.index",
        Permission.REPORT_BULLYING,
        hub="incidents",
        order=30,
    ),
)


def home_panel(viewer: Viewer) -> Sequence[Panel]:
    """A way to tell the school, on the family's first page; no statement."""
    if not viewer.may(Permission.SEE_HOME):
        return []
    return [Panel("bullying_home", "bullying/_home.html", {}, order=80)]


def desk_links(viewer: Viewer) -> Sequence[DeskLink]:
    """Whoever is with children every day tells from the desk what was seen."""
    near = viewer.roles & (TEACHING | {Role.DUTY_STAFF})
    return [DeskLink(_l("Tell what happened"), url_for("bullying.tell"), "message-circle-warning")] if near else []
