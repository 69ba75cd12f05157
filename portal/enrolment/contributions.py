"""What the roll gives the house: its page, its events, a child's way through the school on the timeline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from flask import url_for
from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.models import Enrolment
from portal.core import clock
from portal.core.contributions import Contributions, Deadline, Event, NavItem, Panel, Source, TimelineEntry
from portal.enrolment.holdings import HOLDINGS
from portal.enrolment.models import Reason
from portal.enrolment.queries import history_of, years_of_classes
from portal.enrolment.rules import first_day_of_year
from portal.enrolment.words import REASONS
from portal.school.classes import class_name

KIND = "roll"
_GONE = (Enrolment.LEFT, Enrolment.TRANSFERRED, Enrolment.GRADUATED)


def on_timeline(viewer: Viewer, child_id: int) -> Sequence[TimelineEntry]:
    """Coming, changing class, pausing, leaving; open to whoever sees the child's schooling."""
    if not viewer.reaches(Tier.SCHOOLING):
        return ()
    return [
        TimelineEntry(
            clock.begin_of(day) if reason is Reason.IN_REGISTRY else at,
            "log-out" if enrolment in _GONE else "school",
            REASONS[reason],
            " ".join(filter(None, (class_name(class_id), note))),
            by or "",
            KIND,
        )
        for reason, enrolment, class_id, day, note, at, by in history_of(child_id)
    ]


def beside_file(viewer: Viewer, child_id: int) -> Sequence[Panel]:
    """The way to the child's place on the roll."""
    if not viewer.may(Permission.MANAGE_ENROLMENT):
        return ()
    address = url_for("enrolment.place", child_id=child_id)
    return (Panel("roll", "enrolment/_panel.html", {"url": address}, order=80, aside=True),)


def year_to_begin(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """In August and September, while classes that finished are still on the roll."""
    if not viewer.may(Permission.MANAGE_ENROLMENT) or today.month not in (8, 9):
        return ()
    leaving = [year for year in years_of_classes() if year.leaves and year.children]
    begins = first_day_of_year(today)
    deadline = Deadline(
        key=f"enrolment.year.{begins.year}",
        title=_l("Let the classes that have finished leave"),
        why=_l("%(count)s classes are still on the roll though their last year is over.", count=len(leaving)),
        due=begins + timedelta(days=30),
        start=begins,
        url=url_for("enrolment.new_year"),
        source=Source.SCHOOL,
        action=_l("Look at the new year"),
    )
    return (deadline,) if leaving else ()


contributions = Contributions(
    domain="enrolment",
    holdings=HOLDINGS,
    nav=(NavItem("roll", _l("The roll"), "list-checks", "enrolment.index", Permission.MANAGE_ENROLMENT, hub="children", order=65),),
    deadlines=(year_to_begin,),
    child_panels=(beside_file,),
    timeline=(on_timeline,),
    timeline_kinds={KIND: _l("Way through the school")},
    events=(
        Event("enrolment.moved", _l("Place on the roll changed"), Tier.SCHOOLING),
        Event("enrolment.moved_back", _l("A change of the roll was taken back for this child"), Tier.SCHOOLING),
        Event("enrolment.year_begun", _l("The new school year was begun")),
        Event("enrolment.act_taken_back", _l("An act on the roll was taken back")),
        Event("enrolment.files_joined", _l("Two files were joined"), Tier.SCHOOLING),
        Event("enrolment.files_parted", _l("Joined files were parted again"), Tier.SCHOOLING),
    ),
)
