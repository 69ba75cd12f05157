"""Keeping profile, calendar and settings right; who changed what and when is in the journal."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.contributions import SettingDefinition
from portal.core.db import forget, session
from portal.core.errors import Difference, NotFound, Refused, require_version
from portal.journal.operations import record
from portal.school.models import CalendarEntry, CalendarYear, School, Setting, Term
from portal.school.operations.setting_up import check_code
from portal.school.rules import check_term, checked_value


def change_profile(
    name: str, code: str, district_code: str, *, boarding: bool, telephone: str, version: int, by: Viewer
) -> School:
    """Name, code, district, office and boarding; Conflict when someone else saved first."""
    school = session().get(School, 1)
    if school is None:
        raise NotFound
    check_code(code)
    require_version(
        school,
        version,
        [
            Difference("name", _l("Name of the school"), school.name, name),
            Difference("code", _l("School code"), school.code, code),
            Difference("district_code", _l("District code"), school.district_code, district_code),
            Difference("telephone", _l("Telephone of the office"), school.telephone, telephone),
        ],
    )
    school.name, school.code, school.district_code, school.boarding = name, code, district_code, boarding
    school.telephone = telephone
    forget("school.profile")
    record("school.profile_changed", subject=school, by=by)
    return school


def set_term(academic_year: int, ordinal: int, first: date, last: date, *, by: Viewer) -> Term:
    """Write or change a term's days; Refused when they overlap another term."""
    terms = session().scalars(select(Term)).all()
    term = next((found for found in terms if (found.academic_year, found.ordinal) == (academic_year, ordinal)), None)
    check_term(first, last, [(other.first_day, other.last_day) for other in terms if other is not term])
    if term is None:
        term = Term(academic_year=academic_year, ordinal=ordinal, first_day=first, last_day=last)
        session().add(term)
    term.first_day, term.last_day = first, last
    _calendar_changed(by)
    return term


def set_day(day: date, kind: str, name: str = "", *, by: Viewer) -> None:
    """Make a day a holiday, a weekend day worked instead, or an ordinary day again (kind "")."""
    if kind == "worked" and day.weekday() < 5:
        raise Refused(_l("Only a Saturday or Sunday can be worked instead of another day."), field="kind")
    entry = session().get(CalendarEntry, day)
    if not kind:
        if entry is not None:
            session().delete(entry)
    elif entry is None:
        session().add(CalendarEntry(day=day, kind=kind, name=name))
    else:
        entry.kind, entry.name = kind, name
    _calendar_changed(by)


def confirm_year(year: int, *, by: Viewer) -> None:
    """The school has compared this year with the State Council's notice."""
    found = session().get(CalendarYear, year)
    if found is None:
        session().add(CalendarYear(year=year, confirmed=True))
    else:
        found.confirmed = True
    _calendar_changed(by)


def _calendar_changed(by: Viewer) -> None:
    forget("school.calendar")
    record("school.calendar_changed", by=by)


def change_setting(definition: SettingDefinition, text: str, *, version: int, by: Viewer) -> None:
    """Set a value within its range; the default's text puts the default back. `version` 0 when it was never changed."""
    value = checked_value(definition, text)
    found = session().get(Setting, definition.name)
    if found is None:
        session().add(Setting(name=definition.name, value=value, changed_at=clock.now()))
    else:
        require_version(found, version, [Difference("value", definition.label, found.value, value)])
        found.value, found.changed_at = value, clock.now()
    forget("school.settings")
    record("school.setting_changed", by=by)
