"""A class is called on a telephone with a tap for whoever is away; the family reads the week."""

from __future__ import annotations

from portal.core import clock
from portal.core.calendar import DAY
from portal.core.db import forget, session
from portal.school.models import CalendarEntry, Term
from tests.browser.looking import TELEPHONE, Looker
from tests.cast import CHILD, Cast


def in_term(cast: Cast) -> None:
    """Whatever day it is: a school day of a term."""
    today = clock.today()
    with cast.writing():
        session().add(Term(academic_year=2026, ordinal=1, first_day=today - DAY * 30, last_day=today + DAY * 30))
        session().merge(CalendarEntry(day=today, kind="worked", name=""))
        forget("school.calendar")
    cast.database.memory.clear()


def test_a_class_is_called_on_a_telephone_and_the_family_reads_the_week(looker: Looker) -> None:
    in_term(looker.cast)
    looker.sign_in("homeroom")
    looker.page.set_viewport_size(TELEPHONE)  # type: ignore[arg-type]  # a plain dict does
    page = looker.open("/attendance")
    page.get_by_role("link", name="五（1）班").click()
    page.get_by_role("group", name=CHILD).get_by_label("病假").check()
    page.get_by_role("button", name="保存").click()
    page.get_by_text("名单已保存").wait_for()
    assert page.get_by_text("还没点名").count() == 0
    looker.accessible()
    looker.accessible(f"/attendance?day={(clock.today() - DAY).isoformat()}")
    page.get_by_role("link", name="五（1）班").click()
    looker.accessible()
    looker.sign_in("parent")
    page = looker.open("/home")
    page.get_by_role("link", name="到校 0 天，请假 1 天").click()
    page.get_by_text("病假").wait_for()
    looker.accessible()
