"""In the browser: from a teacher's worry to advice on the child's page; the path when a child is in danger; axe finds nothing."""

from __future__ import annotations

import re
from datetime import timedelta

from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from portal.core.db import session
from portal.counseling.codes import Level, State
from portal.counseling.models import Case, Crisis, CrisisStep, Letter, LevelChange, Session
from portal.counseling.operations.planting import plant
from portal.journal.models import JournalRow
from portal.outbox.calling import call_out
from portal.outbox.models import Message
from portal.screening.models import Flag
from tests.browser.looking import DESKTOP, TELEPHONE, Looker
from tests.cast import CHILD, Cast
from tests.children.school import fill
from tests.screening.school import CODE, ready

SAID = "夜里听见爷爷咳，不敢睡"
LINE = "午休请让她在宿舍补觉"


def answer_safety(page: Page, **answers: str) -> None:
    for key in ("safe_self", "safe_others", "safe_harmed"):
        page.locator(f"input[name={key}][value={answers.get(key, 'no')}]").check()


def test_from_a_teachers_worry_to_advice_on_the_childs_page(looker: Looker) -> None:
    child_id = looker.cast.child_id()
    looker.sign_in("homeroom")
    page = looker.open(f"/children/{child_id}/counseling/referral")
    page.set_viewport_size(TELEPHONE)  # type: ignore[arg-type]
    page.get_by_label("看到或听到了什么").fill("这周上课总睡着，午饭不吃")
    page.get_by_role("button", name="交给心理教师").click()
    expect(page.get_by_text("还没读")).to_be_visible()
    looker.sign_in("counselor")
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    looker.open("/counseling").get_by_role("button", name="看", exact=True).click()
    page.get_by_role("link", name="开个案").click()
    page.get_by_role("button", name="保存").click()
    page.get_by_role("button", name="写辅导记录").click()
    page.get_by_label("孩子说的话").fill(SAID)
    expect(page.locator("[data-draft-said]")).to_contain_text("已自动存草稿", timeout=15_000)
    _lose_the_connection(looker, page)
    answer_safety(page)
    page.get_by_label("给班主任的一句话").fill(LINE)
    expect(page.locator("[data-draft-said]")).to_contain_text("已自动存草稿", timeout=15_000)
    page.get_by_role("button", name="签字锁定").click()
    page.locator("#confirm-box [data-yes]").click()
    page.wait_for_url("**/counseling/notes/*")
    expect(page.get_by_text(SAID)).to_be_visible()
    looker.sign_in("homeroom")
    text = looker.open(f"/children/{child_id}").inner_text("main")
    assert LINE in text
    assert SAID not in text


def _lose_the_connection(looker: Looker, page: Page) -> None:
    """Words written without a connection stay, the page says so, and they are sent when it is back; nothing is lost by then."""
    looker.context.set_offline(True)
    page.get_by_label("你看到的").fill("愿意继续画")
    expect(page.locator("[data-draft-said]")).to_contain_text("没连上网", timeout=15_000)
    looker.complaints.clear()  # the browser notes each try that failed
    looker.context.set_offline(False)
    expect(page.locator("[data-draft-said]")).to_contain_text("已自动存草稿", timeout=15_000)
    looker.complaints.clear()
    with looker.cast.reading():
        assert session().scalars(select(Session)).one().note["saw"] == "愿意继续画"


def test_the_path_from_an_answer_to_coming_back(looker: Looker, chromium: Browser, address: str) -> None:
    """A child answers alone; nobody sees it in time, so the next person is called; then every step to the day it comes back."""
    round_id = ready(looker.cast, "mht")
    _a_child_answers(chromium, address, looker.cast)
    _nobody_takes_it_and_the_next_is_called(looker)
    case_id = _from_the_flag_to_a_case(looker, round_id)
    page = looker.open(f"/counseling/cases/{case_id}")
    page.get_by_role("button", name="写辅导记录").click()
    page.get_by_label("孩子说的话").fill(SAID)
    answer_safety(page, safe_self="yes")
    page.get_by_role("button", name="存为草稿").click()
    page.wait_for_url("**/counseling/cases/*")
    page.get_by_role("link", name="去看步骤").click()
    looker.sign_in("lead")
    page = looker.open("/today")
    page.get_by_role("link", name=re.compile("有危险：请接手")).first.click()
    page.get_by_role("button", name="我知道了，我来").click()
    looker.sign_in("counselor")
    _tell_the_guardian(looker, case_id)
    _write_a_letter(looker, case_id)
    _set_the_level(looker, case_id)
    _come_back(looker, case_id)
    _all_of_it_is_in_the_journal(looker)


def _a_child_answers(chromium: Browser, address: str, cast: Cast) -> None:
    with Looker.at(chromium, address, cast, java_script_enabled=False, viewport=TELEPHONE) as pupil:
        page = pupil.open(f"/answer?code={CODE}")
        page.get_by_role("button", name="打开我的问卷").click()
        page.goto("/answer/questions/97")
        page.get_by_text("是", exact=True).check()
        page.get_by_role("button", name="下一题").click()
        page.get_by_text("谢谢你愿意说出来").wait_for()


def _nobody_takes_it_and_the_next_is_called(looker: Looker) -> None:
    cast = looker.cast
    with cast.writing():
        people = {cast.viewer(key).person_id: key for key in ("counselor", "lead", "principal")}
        flag = session().scalars(select(Flag)).one()
        flag.raised_at -= timedelta(minutes=31)
    call_out(cast.database)
    with cast.reading():
        told = session().scalars(select(Message.person_id).where(Message.key.like("screening.flag.%")).order_by(Message.id))
        assert [people[person_id] for person_id in told] == ["counselor", "lead"]
    looker.sign_in("lead")
    page = looker.open("/today")
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    page.get_by_role("link", name=re.compile(CHILD)).first.click()
    page.get_by_text("还没有回应").first.wait_for()


def _from_the_flag_to_a_case(looker: Looker, round_id: int) -> int:
    looker.sign_in("counselor")
    page = looker.open("/today")
    page.get_by_role("link", name=f"现在去见{CHILD}", exact=True).click()
    page.get_by_role("button", name="我来跟进").click()
    page.get_by_text("记下了：由您跟进").wait_for()
    looker.open(f"/screening/rounds/{round_id}")
    page.get_by_role("link", name="记录谈话").click()
    page.locator("input[name=outcome][value=case]").check()
    page.locator("input[name=attention][value='3']").check()
    page.get_by_role("button", name="保存谈话").click()
    page.get_by_text("谈话已记录").wait_for()
    looker.open(f"/screening/rounds/{round_id}/children/{looker.cast.child_id()}")
    page.get_by_role("link", name="开个案").click()
    page.get_by_label("为什么开").or_(page.locator("#reason")).first.fill("测评后的谈话：有危险的念头")
    page.get_by_role("button", name="保存").click()
    page.wait_for_url("**/counseling/cases/*")
    with looker.cast.reading():
        return session().scalars(select(Case.id)).one()


def _tell_the_guardian(looker: Looker, case_id: int) -> None:
    page = looker.open(f"/counseling/cases/{case_id}/tellings/new")
    page.get_by_text("监护人", exact=True).click()
    page.get_by_label("姓名").fill("林海生")
    page.get_by_text("电话", exact=True).click()
    page.locator("#words").fill("请今天来校陪孩子")
    page.get_by_label("为什么要突破保密").fill("可能伤害自己")
    page.get_by_role("button", name="保存").click()
    page.wait_for_url("**/counseling/cases/*")


def _write_a_letter(looker: Looker, case_id: int) -> None:
    with looker.cast.writing() as opened:
        opened.get_one(Case, case_id).state = State.ASSESSED
    page = looker.open(f"/counseling/cases/{case_id}/letters/new")
    page.get_by_label("转到哪家医院或机构").fill("区人民医院")
    page.get_by_text("监护人同意", exact=True).click()
    page.get_by_label("谁同意的").fill("林海生，父亲")
    page.get_by_label("为什么转介").fill("夜里睡不着，说过不想醒来")
    page.get_by_label("学校联系人和电话").fill("舒宁 13800000000")
    page.get_by_role("button", name="保存").click()
    page.wait_for_url("**/counseling/cases/*")
    with page.expect_download() as loading:
        page.get_by_role("link", name=re.compile("PDF")).first.click()
    assert loading.value.suggested_filename.endswith(".pdf")


def _set_the_level(looker: Looker, case_id: int) -> None:
    """After an answer about safety the case began with the first level; two people lower it."""
    with looker.cast.reading():
        assert session().get_one(Case, case_id).watched is Level.RED
    page = looker.open(f"/counseling/cases/{case_id}/level")
    page.get_by_text("橙", exact=True).click()
    page.get_by_label("评估").fill("有想法，没有计划；夜里有人陪")
    page.get_by_role("button", name="保存").click()
    page.wait_for_url("**/counseling/cases/*")
    with looker.cast.reading():
        change_id = session().scalars(select(LevelChange.id)).one()
    looker.sign_in("principal")
    page = looker.open(f"/counseling/levels/{change_id}")
    page.get_by_text("我确认", exact=True).click()
    page.get_by_role("button", name="说你的意见").click()
    page.wait_for_url("**/counseling/watch")
    expect(page.get_by_role("row", name=re.compile("林小禾.*橙"))).to_be_visible()
    looker.sign_in("counselor")


def _come_back(looker: Looker, case_id: int) -> None:
    page = looker.open(f"/counseling/cases/{case_id}/returns/new")
    page.get_by_label("在场的人").fill("父亲、方老师")
    page.get_by_text("一步一步回来").click()
    page.get_by_role("button", name="保存").click()
    page.wait_for_url("**/counseling/cases/*")
    with looker.cast.reading():
        case = session().get_one(Case, case_id)
        assert (case.state.value, case.watched) == ("returning", Level.ORANGE)


def _all_of_it_is_in_the_journal(looker: Looker) -> None:
    with looker.cast.reading():
        done = set(session().scalars(select(JournalRow.event)))
        crisis = session().scalars(select(Crisis)).one()
        acts = {step.act.value for step in session().scalars(select(CrisisStep)) if step.done_at}
        assert session().scalars(select(Letter)).one()
    assert crisis.taken_at
    assert {"guardian", "hospital"} <= acts
    steps = ("crisis_begun", "crisis_taken", "told", "letter_written", "level_proposed", "level_decided", "return_assessed")
    assert {f"counseling.{name}" for name in steps} <= done
    assert {f"screening.{name}" for name in ("flag_raised", "flag_called", "flag_acknowledged", "interview_noted")} <= done


def test_the_pages_of_counseling_are_accessible(looker: Looker) -> None:
    fill(looker.cast, 300)
    with looker.cast.writing():
        plant()
    looker.sign_in("counselor")
    with looker.cast.reading():
        draft_id = session().scalars(select(Session.id).where(Session.signed_at.is_(None))).one()
    for path in (
        "/counseling",
        "/counseling/room",
        "/counseling/cases/1",
        f"/counseling/sessions/{draft_id}",
        "/counseling/room/hours",
    ):
        looker.accessible(path)
    for path in ("/counseling/notes/1", "/counseling/statistics", "/counseling/partners", "/counseling/room/appointments/1"):
        looker.accessible(path)
    looker.sign_in("lead")
    for path in ("/counseling/watch", "/counseling/levels/2"):
        looker.accessible(path)
