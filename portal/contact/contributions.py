"""What weekly contact gives the house: windows on the file, in the list and at home, two quiet weeks on the desk, figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.figures import on_the_roll
from portal.children.kinship import relation_words
from portal.children.models import Child
from portal.children.queries.file import identity
from portal.children.scope import THESE_CHILDREN, reaches
from portal.contact.copied import family_copy
from portal.contact.holdings import HOLDINGS
from portal.contact.operations.planting import plant_contacts
from portal.contact.queries import InTouch, contacts_of, in_touch, in_touch_where, touch_of, weeks_at_home
from portal.contact.rules import monday_of, should_remind, this_week
from portal.contact.signals import signals
from portal.contact.words import TOLD, WAYS, home_words, last_words, windows_words, with_whom
from portal.core import clock
from portal.core.contributions import (
    Contributions,
    Deadline,
    Event,
    Figures,
    ListColumn,
    Member,
    NavItem,
    Panel,
    SettingDefinition,
    Source,
    TimelineEntry,
)
from portal.school.classes import class_name, classes
from portal.school.queries import calendar, number

KIND = "contact"


def quiet_weeks(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """One duty for each own class with children whose parents were not heard for some weeks; two statements."""
    if not viewer.homeroom_ids or not viewer.may(Permission.SEE_CONTACT):
        return []
    missed, by_class = number("contact.missed_weeks"), defaultdict(list)
    for child in in_touch(viewer, Child.class_id.in_(sorted(viewer.homeroom_ids))):
        if child.weeks.missed_in_a_row >= missed:
            by_class[child.class_id].append(child)
    return [_quiet(class_id, children, today) for class_id, children in by_class.items()]


def _quiet(class_id: int | None, children: Sequence[InTouch], today: date) -> Deadline:
    begin = monday_of(today)
    names = _(", ").join(child.name for child in children[:3])
    return Deadline(
        key=f"contact.quiet.{class_id}.{begin.isoformat()}",
        title=_("%(class_name)s: ask after families not heard of for two weeks", class_name=class_name(class_id)),
        why=ngettext("%(num)s child: %(names)s", "%(num)s children: %(names)s", len(children), names=names),
        due=calendar().add_working_days(begin - timedelta(days=1), number("contact.ask_working_days")),
        start=begin,
        url=url_for("contact.index", show="quiet"),
        source=Source.LAW,
        source_words=_l("Law on the Protection of Minors, art. 23: once a week; when to ask is this school's own"),
        action=_("Ask"),
    )


def panels(viewer: Viewer, child_id: int) -> Sequence[Panel]:
    """Seven windows beside the file; who only reaches name and class may still note a call."""
    child = identity(viewer, child_id)
    touch = touch_of(viewer, child_id) if reaches(viewer, child, Tier.WELFARE) else None
    may = viewer.may(Permission.RECORD_CONTACT)
    if touch is None and not (may and viewer.reaches(Tier.DIRECTORY)):
        return []
    context: dict[str, Any] = {"touch": touch, "child_id": child_id, "may": may, "sees": viewer.may(Permission.SEE_CONTACT)}
    if touch:
        context |= {"words": windows_words(touch.windows), "last": last_words(touch.last)}
        context |= {"last_carer": last_words(touch.last_with_carer)}
    return [Panel("contact", "contact/_panel.html", context, order=10, aside=True)]


def cells(viewer: Viewer, child_ids: Sequence[int]) -> Mapping[int, tuple[str, str, str]]:
    """Windows, their words and the last talk, of the children of a page; two statements."""
    found = in_touch(viewer, THESE_CHILDREN, child_ids=child_ids)
    return {child.id: (child.windows, windows_words(child.windows), last_words(child.last)) for child in found}


def home_panels(viewer: Viewer) -> Sequence[Panel]:
    """For each own child the house with its windows on top, and the one action under it; two statements."""
    today, found = clock.today(), []
    for child in weeks_at_home(viewer):
        windows = this_week(child.days, today)
        context = {"child": child, "windows": windows, "words": home_words(child.name, child.days), "today": today}
        context |= {"remind": should_remind(windows, today), "label": _week_words(windows)}
        found.append(Panel(f"contact.windows.{child.id}", "contact/_windows.html", context, aside=True))
        found.append(Panel(f"contact.call.{child.id}", "contact/_call.html", context, order=10))
    return found


def _week_words(windows: str) -> str:
    lit = sum(window in "1T" for window in windows)
    return ngettext("This week you talked on %(num)s day", "This week you talked on %(num)s days", lit)


def timeline(viewer: Viewer, child_id: int) -> Sequence[TimelineEntry]:
    """Every contact that was not withdrawn, for those who reach the family's part of the file."""
    if not reaches(viewer, identity(viewer, child_id), Tier.WELFARE):
        return []
    found = []
    for each in contacts_of(child_id):
        if each.withdrawn is None:
            who = relation_words(each.guardian) if each.guardian else _("Parents")
            title = _("%(who)s talked %(with_whom)s", who=who, with_whom=with_whom(child=each.with_child, carer=each.with_carer))
            length = ngettext("%(num)s minute", "%(num)s minutes", each.minutes) if each.minutes else ""
            text = _(", ").join(str(words) for words in (WAYS[each.way], length) if words)
            at = max(clock.begin_of(each.day), min(each.at, clock.begin_of(each.day + timedelta(days=1)) - timedelta(minutes=1)))
            found.append(TimelineEntry(at, "phone", title, text, str(TOLD[each.told_by]), KIND, "lamp"))
    return found


def members(cut_off: date) -> Mapping[str, Sequence[Member]]:
    """Children whose contact is expected, was kept in nine weeks of ten, or was quiet for weeks; two statements."""
    grades = {id_: one.grade(cut_off) for id_, one in classes().items()}
    sets: dict[str, list[Member]] = {key: [] for key in figures.labels}
    missed = number("contact.missed_weeks")
    for child in in_touch_where(on_the_roll(cut_off), on=cut_off):
        member = Member(child.id, grades.get(child.class_id or 0), child.sex, child.boarding)
        holds = {
            "contact.expected": bool(child.weeks.mondays),
            "contact.weekly_contact_kept": child.weeks.is_kept,
            "contact.quiet": child.weeks.missed_in_a_row >= missed,
        }
        for key in (key for key, true in holds.items() if true):
            sets[key].append(member)
    return sets


figures = Figures(
    labels={
        "contact.expected": _l("Children whose parents are away, with at least one ended school week"),
        "contact.weekly_contact_kept": _l("Weekly contact on record in nine weeks of ten"),
        "contact.quiet": _l("No contact on record for two school weeks or more"),
    },
    members=members,
)

contributions = Contributions(
    domain="contact",
    holdings=HOLDINGS,
    family_copy=(family_copy,),
    events=(
        Event("contact.recorded", _l("Contact of the family noted"), Tier.WELFARE),
        Event("contact.withdrawn", _l("Contact of the family withdrawn"), Tier.WELFARE),
    ),
    nav=(NavItem("contact", _l("Weekly contact"), "phone", "contact.index", Permission.SEE_CONTACT, hub="care", order=24),),
    settings=(
        SettingDefinition(
            "contact.missed_weeks", _l("The homeroom teacher is told after"), 2, Source.SCHOOL,
            _l("That parents make contact weekly is law; when to ask is this school's own"),
            _l("school weeks without contact"), _l("Weekly contact"), least=1, most=8,
        ),
        SettingDefinition(
            "contact.ask_working_days", _l("The homeroom teacher asks within"), 3, Source.SCHOOL, "",
            _l("working days"), _l("Weekly contact"), least=1, most=10,
        ),
    ),
    deadlines=(quiet_weeks,),
    child_panels=(panels,),
    home_panels=(home_panels,),
    timeline=(timeline,),
    timeline_kinds={KIND: _l("Family contact")},
    list_columns=(ListColumn("contact", _l("Contact, last 7 days"), "contact/_column.html", cells, order=30),),
    figures=(figures,),
    signals=(signals,),
    demo=(plant_contacts,),
)  # fmt: skip
