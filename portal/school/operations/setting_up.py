"""Setting the school up: its profile, the holidays that are known, and terms to begin with."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import forget, session
from portal.core.errors import Refused
from portal.journal.operations import record
from portal.school.models import CalendarEntry, CalendarYear, School, Term
from portal.school.rules import known_years, usual_terms

KEY_CHECK = "the keys fit"
CODE_LENGTH = 10
LONGEST_NAME = 100


def create_school(
    name: str,
    code: str,
    *,
    boarding: bool = False,
    district_code: str = "",
    telephone: str = "",
    is_demo: bool = False,
    by: Viewer | None,
) -> School:
    """The one school of this database; refused when there is one already or the code is not ten digits (学校标识码)."""
    if session().get(School, 1) is not None:
        raise Refused(_l("This database already holds a school. One portal serves one school."))
    check_code(code)
    name = name.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refused(_l("Write the school's name, of at most %(count)s characters.", count=LONGEST_NAME), field="name")
    school = School(
        id=1,
        name=name,
        code=code,
        district_code=district_code,
        telephone=telephone,
        boarding=boarding,
        is_demo=is_demo,
        key_check=KEY_CHECK,
        created_at=clock.now(),
    )
    session().add(school)
    _begin_calendar()
    forget("school.profile")
    forget("school.calendar")
    record("school.created", subject=school, by=by)
    return school


def check_code(code: str) -> None:
    """Ten digits, as the ministry gives them to every school."""
    if not (code.isascii() and code.isdigit() and len(code) == CODE_LENGTH):
        raise Refused(_l("The school code has ten digits, as on the school's certificate."), field="code")


def _begin_calendar() -> None:
    """Terms are the usual ones until the school puts them right; holidays are those of the State Council's notice."""
    today = clock.today()
    for ordinal, first, last in usual_terms(today):
        session().add(Term(academic_year=usual_terms(today)[0][1].year, ordinal=ordinal, first_day=first, last_day=last))
    for year in known_years():
        session().add(CalendarYear(year=year.year, confirmed=year.confirmed))
        session().add_all(CalendarEntry(day=day, kind="holiday", name=name) for day, name in year.holidays)
        session().add_all(CalendarEntry(day=day, kind="worked") for day in year.worked)
