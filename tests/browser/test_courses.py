"""A father on a building site and a grandmother learn on their phones; a teacher writes; the pages are open to everybody."""

from __future__ import annotations

from playwright.sync_api import Page
from sqlalchemy import select

from portal.core.db import session
from portal.courses.lesson.library import library
from portal.courses.lesson.shape import Topic
from portal.courses.models.learning import Certificate, LessonProgress
from tests.browser.looking import Looker
from tests.courses.school import learn
from tests.courses.sounds import VTT, mp3
from tests.courses.test_authoring import publish
from tests.courses.test_reading import WHOLE
from tests.courses.test_sessions import class_id, planned, take

SMALL = {"width": 360, "height": 720}
TELEPHONE = {"width": 390, "height": 844}
SLUG = "weekly-call"


def place_of(looker: Looker, slug: str = SLUG) -> LessonProgress | None:
    with looker.cast.reading():
        return session().scalar(select(LessonProgress).where(LessonProgress.slug == slug))


def wait_for_section(looker: Looker, section: int) -> None:
    for _ in range(40):
        found = place_of(looker)
        if found is not None and found.section == section:
            return
        looker.page.wait_for_timeout(250)
    raise AssertionError(f"the place stayed at {found and found.section}")


def wait_for_second(page: Page, second: float) -> None:
    """Until the sound has come so far (the content policy lets no test wait inside the page)."""
    for _ in range(80):
        if page.evaluate("document.querySelector('audio').currentTime") >= second:
            return
        page.wait_for_timeout(100)
    raise AssertionError(page.evaluate("document.querySelector('audio').currentTime"))


def read_to(page: Page, section: int) -> None:
    page.locator(f"#s{section}").wait_for()
    page.evaluate(f"window.scrollTo(0, document.getElementById('s{section}').offsetTop - 120)")


def answer_quiz(page: Page, slug: str, *, wrong_first: bool = False) -> None:
    """By hand: one question after the other."""
    questions = library()[slug].questions
    for number, question in enumerate(questions, 1):
        if wrong_first and number == 1:
            page.get_by_label(question.options[(question.right + 1) % 3], exact=True).check()
            page.get_by_role("button", name="选好了").click()
            page.get_by_text("再选一次").wait_for()
        page.get_by_label(question.options[question.right], exact=True).check()
        page.get_by_role("button", name="选好了").click()
        page.get_by_text("对，就这样试试").wait_for()
        page.get_by_role("link", name="下一题" if number < len(questions) else "做完了").click()


def test_a_father_reads_loses_the_connection_goes_on_elsewhere_and_gets_his_certificate(looker: Looker) -> None:
    looker.sign_in("parent")
    looker.page.set_viewport_size(SMALL)  # type: ignore[arg-type]  # a plain dict does
    page = looker.open("/courses")
    page.get_by_role("link", name="每周一个固定的电话").first.click()
    read_to(page, 2)
    wait_for_section(looker, 2)
    looker.context.set_offline(True)
    read_to(page, 4)
    page.wait_for_timeout(2200)
    assert place_of(looker).section == 2  # type: ignore[union-attr]
    looker.context.set_offline(False)
    wait_for_section(looker, 4)
    looker.complaints.clear()  # the browser notes that it could not reach the server, as it should
    page = looker.open(f"/courses/{SLUG}")
    page.get_by_role("link", name="从第 4 段接着看").click()
    page.get_by_role("link", name="学完了，做 3 道小题").click()
    answer_quiz(page, SLUG, wrong_first=True)
    father = looker.cast.signed_in("parent")
    for lesson in library().values():
        if lesson.topic is Topic.NEAR and lesson.id != SLUG:
            learn(father, lesson.id)
    page = looker.open("/certificates")
    page.get_by_role("link", name="远远地陪着他").click()
    picture = looker.context.request.get(page.get_by_role("link", name="存成图片").get_attribute("href") or "")
    assert picture.body().startswith(b"\x89PNG")
    looker.accessible()
    with looker.cast.reading():
        number = session().scalars(select(Certificate.number)).one()
    looker.context.clear_cookies()
    looker.accessible(f"/certificates/check?number={number}")


def test_a_grandmother_without_script_reads_listens_and_answers(looker: Looker) -> None:
    publish(
        looker.cast,
        WHOLE.replace("minutes: 5", "minutes: 5\naudio: a.mp3\ncaptions: a.vtt"),
        media={"a.mp3": mp3(20), "a.vtt": VTT},
    )
    with Looker.at(looker.context.browser, looker.address, looker.cast, java_script_enabled=False) as plain:  # type: ignore[arg-type]
        plain.sign_in("carer")
        plain.page.set_viewport_size(TELEPHONE)  # type: ignore[arg-type]
        page = plain.open("/courses/grandparents-rules")
        page.get_by_label("记住我看到哪里").select_option("3")
        page.get_by_role("button", name="记住").click()
        assert place_of(looker, "grandparents-rules").section == 3  # type: ignore[union-attr]
        page = plain.open("/courses/grandparents-rules/quiz")
        answer_quiz(page, "grandparents-rules")
        assert page.get_by_role("heading", name="学完了").is_visible()
    looker.sign_in("carer")
    looker.page.set_viewport_size(TELEPHONE)  # type: ignore[arg-type]
    page = looker.open("/courses/a-call")
    page.evaluate("document.querySelector('audio').play().then(() => { document.querySelector('audio').currentTime = 12; })")
    wait_for_second(page, 12.2)
    page.evaluate("document.querySelector('audio').pause()")
    for _ in range(20):
        page.wait_for_timeout(250)
        found = place_of(looker, "a-call")
        if found is not None and found.audio_seconds:
            break
    assert found is not None
    assert 11 <= found.audio_seconds <= 14
    page = looker.open("/courses/a-call")
    page.evaluate("document.querySelector('audio').play()")
    wait_for_second(page, 11)
    page.evaluate("document.querySelector('audio').pause()")
    for path in ("/courses", "/courses/a-call", "/courses/a-call/quiz", "/invitations", "/home"):
        looker.accessible(path)


def test_the_pages_of_the_parents_school_are_accessible(looker: Looker) -> None:
    lead, mine = looker.cast.signed_in("lead"), class_id(looker.cast)
    id_ = planned(lead, [mine])
    take(lead, id_, mine)
    looker.sign_in("lead")
    page = looker.open("/lessons/new?from=weekly-call")
    page.locator("#preview h2").first.wait_for()
    paths = [
        "/parents-school", "/parents-school/sessions", "/parents-school/sessions/new", f"/parents-school/sessions/{id_}",
        f"/parents-school/sessions/{id_}/classes/{mine}", f"/parents-school/sessions/{id_}/families?show=open", "/lessons",
        "/lessons/new?from=weekly-call", f"/children/{looker.cast.child_id()}/home-lessons/new", "/courses/weekly-call",
    ]  # fmt: skip
    for path in paths:
        looker.accessible(path)
