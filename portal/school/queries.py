"""What everybody needs to know of the school; few people change it, so it is remembered for a moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from portal.core.calendar import SchoolCalendar, TermDays
from portal.core.contributions import declared_settings
from portal.core.db import remembered, session
from portal.school.models import CalendarEntry, CalendarYear, School, Setting, Term

A_MOMENT = 30.0  # seconds; in the process that changed it, it is forgotten at once


@dataclass(frozen=True)
class Profile:
    """The school as pages name it."""

    name: str
    code: str
    district_code: str
    boarding: bool
    is_demo: bool
    telephone: str = ""


def school_profile() -> Profile | None:
    """The one school of this database, None before it was set up."""
    return remembered("school.profile", A_MOMENT, _profile)


def _profile() -> Profile | None:
    columns = (School.name, School.code, School.district_code, School.boarding, School.is_demo, School.telephone)
    row = session().execute(select(*columns)).one_or_none()
    return Profile(*row) if row else None


def calendar() -> SchoolCalendar:
    """Holidays, make-up days and terms."""
    return remembered("school.calendar", A_MOMENT, _calendar)


def _calendar() -> SchoolCalendar:
    entries = session().execute(select(CalendarEntry.day, CalendarEntry.kind)).all()
    terms = session().execute(
        select(Term.id, Term.academic_year, Term.ordinal, Term.first_day, Term.last_day).order_by(Term.first_day)
    )
    confirmed = session().scalars(select(CalendarYear.year).where(CalendarYear.confirmed))
    return SchoolCalendar(
        holidays=frozenset(day for day, kind in entries if kind == "holiday"),
        worked=frozenset(day for day, kind in entries if kind == "worked"),
        terms=tuple(TermDays(*row) for row in terms),
        confirmed_years=frozenset(confirmed),
    )


def setting(name: str) -> int | bool | str:
    """What this school set, or the default of the setting's definition."""
    definition = declared_settings()[name]
    changed = remembered("school.settings", A_MOMENT, _changed).get(name)
    if changed is None:
        return definition.default
    if isinstance(definition.default, bool):
        return changed == "yes"
    return int(changed) if isinstance(definition.default, int) else changed


def number(name: str) -> int:
    """A setting that is a whole number."""
    value = setting(name)
    if not isinstance(value, int):
        raise TypeError(f"{name} is no number")
    return value


def _changed() -> dict[str, str]:
    return {name: value for name, value in session().execute(select(Setting.name, Setting.value))}  # noqa: C416 rows are no pairs to mypy


def school_row() -> School | None:
    """The school as a record, for its own page."""
    return session().get(School, 1)


def terms() -> Sequence[Term]:
    """All terms, newest first."""
    return session().scalars(select(Term).order_by(Term.first_day.desc())).all()


def calendar_entries(year: int) -> Sequence[CalendarEntry]:
    """Days of a year that break the week's rule, in order."""
    within = CalendarEntry.day.between(date(year, 1, 1), date(year, 12, 31))
    return session().scalars(select(CalendarEntry).where(within).order_by(CalendarEntry.day)).all()


def setting_versions() -> dict[str, int]:
    """Versions of the settings this school changed; others count as 0."""
    return {name: version for name, version in session().execute(select(Setting.name, Setting.version))}  # noqa: C416 rows are no pairs to mypy
