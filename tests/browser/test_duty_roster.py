"""The roster on a PC from draft to swap; Friday on a telephone from the family's answer to the gate; axe finds nothing."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from portal.core import clock
from portal.core.calendar import DAY
from portal.core.db import session
from portal.duty.models.gate import GateCheck, GateOutcome
from portal.duty.models.roster import DutyAssignment, DutyShift, PostKind
from portal.duty.models.stays import StayState, WeekendStay
from portal.duty.models.swaps import DutySwap
from portal.school.models import Term
from tests.browser.looking import DESKTOP, TELEPHONE, Looker
from tests.cast import CHILD, Cast
from tests.duty.roster_school import furnish


def test_a_roster_is_drafted_published_and_swapped(looker: Looker) -> None:
    furnish(looker.cast, weeks=4)
    looker.sign_in("lead")
    page = looker.open("/duty/draft")
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    page.get_by_text("今后的全部重排").click()
    page.get_by_role("button", name="开始排班").click()
    page.wait_for_selector("text=各人的负担")
    looker.accessible()
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    page.get_by_role("link", name="石师傅").or_(page.get_by_role("link", name="何师傅")).first.click()
    page.get_by_role("button", name="改草稿").click()
    page.get_by_label("为什么照这样公布").fill("人手只有这些")
    page.get_by_role("button", name="公布", exact=True).click()
    page.locator("#confirm-box [data-yes]").click()
    page.wait_for_url("**/duty")
    looker.accessible("/duty")
    looker.sign_in("dormitory")
    page = looker.open("/duty/mine")
    page.get_by_role("link", name="换班", exact=True).first.click()
    page.locator("select#taken").select_option(index=0)
    page.get_by_role("button", name="问同事").click()
    page.wait_for_url("**/duty/mine")
    looker.accessible("/duty/mine")
    with looker.cast.reading():
        assert len(session().scalars(select(DutySwap)).all()) == 1


def friday(cast: Cast) -> int:
    """A term, and this evening the dormitory teacher is at the gate; returns the child's number."""
    with cast.writing():
        today = clock.today()
        session().add(Term(academic_year=today.year, ordinal=1, first_day=today - DAY * 60, last_day=today + DAY * 60))
        shift = DutyShift(
            weekend=today, post=PostKind.GATE, place=1, weight=100,
            starts_at=clock.now() - timedelta(hours=1), ends_at=clock.now() + timedelta(hours=9),
        )  # fmt: skip
        session().add(shift)
        session().flush()
        keeper = cast.account("dormitory").person_id
        session().add(DutyAssignment(shift_id=shift.id, person_id=keeper, given_at=clock.now()))
    cast.database.memory.clear()
    return cast.child_id()


def test_a_family_answers_and_the_gate_hands_over_or_stops(looker: Looker) -> None:
    child_id = friday(looker.cast)
    looker.sign_in("parent")
    page = looker.open(f"/home/children/{child_id}/weekend")
    page.set_viewport_size(TELEPHONE)  # type: ignore[arg-type]
    page.get_by_text("有人来接", exact=True).click()
    page.get_by_label("谁来接").select_option(label="林海生（父亲）")
    looker.accessible()
    page.get_by_role("button", name="保存答复").click()
    page.wait_for_url("**/home")
    with looker.cast.reading():
        assert session().scalars(select(WeekendStay)).one().state is StayState.FETCHED
    looker.sign_in("dormitory")
    page = looker.open("/duty/gate")
    page.set_viewport_size(TELEPHONE)  # type: ignore[arg-type]
    page.get_by_role("link", name=CHILD).click()
    looker.accessible()
    page.set_viewport_size(TELEPHONE)  # type: ignore[arg-type]
    button = page.get_by_role("button", name="交给林海生")
    box = button.bounding_box()
    assert box
    assert box["height"] >= 44
    page.get_by_text("来的是别人").click()
    page.get_by_label("这个人的姓名").fill("自称表叔的人")
    page.get_by_role("button", name="先别交，记下来").click()
    page.wait_for_selector("text=先别交：")
    page.locator("form", has=button).get_by_text("看过身份证").click()
    page.get_by_role("button", name="交给林海生").click()
    page.wait_for_url("**/duty/gate")
    with looker.cast.reading():
        outcomes = session().scalars(select(GateCheck.outcome).order_by(GateCheck.id)).all()
        assert outcomes == [GateOutcome.NOT_AUTHORISED, GateOutcome.HANDED_OVER]
    looker.sign_in("homeroom")
    looker.accessible("/duty/stays")
