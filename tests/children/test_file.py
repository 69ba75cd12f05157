"""The child's page: what each post sees of it, that reading is noted, and what it costs."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.access.permissions import Role
from portal.children.models import Child, Enrolment, Guardian, HealthNote
from portal.core import clock
from portal.core.db import session
from portal.journal.models import JournalRow
from portal.journal.operations import record
from portal.people.models import Post
from tests.cast import OTHER_CHILD, Cast
from tests.children.school import CANARIES, Sender, canaries_in, statements, write_canaries
from tests.forms import send

WHOLE = ("principal", "lead", "homeroom")
#: What a file shows to those who may read it; numbers stay masked for everyone.
SHOWN = {"address", "workplace", "where", "health", "home"}
OPENED = {"principal": 200, "lead": 200, "homeroom": 200, "counselor": 200, "dormitory": 200, "other_homeroom": 404, "teacher": 404}
CLOSED = ("administrator", "legal", "inspector", "auditor", "parent", "carer", "other_parent")


@pytest.mark.parametrize(("who", "status"), [*OPENED.items(), *((who, 403) for who in CLOSED)])
def test_the_file_opens_only_within_reach(cast: Cast, who: str, status: int) -> None:
    assert cast.signed_in(who).get(f"/children/{cast.child_id()}").status_code == status


@pytest.mark.parametrize("who", ["homeroom", "dormitory"])
def test_a_child_out_of_reach_an_absent_and_a_merged_one_look_the_same(cast: Cast, who: str) -> None:
    browser, mine = cast.signed_in(who), cast.child_id()
    answers = [browser.get(f"/children/{id_}") for id_ in (cast.child_id(OTHER_CHILD), 99_999)]
    with cast.writing():
        session().get_one(Child, mine).enrolment = Enrolment.MERGED
    answers.append(browser.get(f"/children/{mine}"))
    assert {answer.status_code for answer in answers} == {404}
    assert len({re.sub(r"[0-9A-F]{8}", "", answer.text) for answer in answers}) == 1


@pytest.mark.parametrize("who", WHOLE)
def test_the_whole_file_is_shown_to_those_who_care_for_the_child(cast: Cast, who: str) -> None:
    child_id = write_canaries(cast)
    assert canaries_in(cast.signed_in(who).get(f"/children/{child_id}").text) == SHOWN


def test_the_counselor_without_a_case_sees_name_and_class_only(cast: Cast) -> None:
    child_id = write_canaries(cast)
    text = cast.signed_in("counselor", locale="en").get(f"/children/{child_id}").text
    assert canaries_in(text) == set()
    assert "林海生" not in text
    assert "139****2222" not in text


def test_those_on_duty_in_the_house_see_the_emergency_card_only(cast: Cast) -> None:
    child_id = write_canaries(cast)
    text = cast.signed_in("dormitory", locale="en").get(f"/children/{child_id}").text
    assert canaries_in(text) == {"health"}
    assert "139****2222" in text
    assert "Left behind" not in text


def test_reading_a_file_is_noted_without_content(cast: Cast) -> None:
    child_id = write_canaries(cast)
    for who, event in {"homeroom": "children.file_opened", "dormitory": "children.card_opened"}.items():
        cast.signed_in(who).get(f"/children/{child_id}")
        with cast.reading():
            row = session().scalars(select(JournalRow).order_by(JournalRow.seq.desc())).first()
            assert row is not None
            assert (row.event, row.child_id, row.reads) == (event, child_id, True)


@pytest.mark.parametrize("who", ["homeroom", "lead", "principal"])
def test_the_file_costs_the_same_however_much_is_in_it(cast: Cast, who: str) -> None:
    child_id = write_canaries(cast)
    counts = set()
    browser = cast.signed_in(who)
    browser.get(f"/children/{child_id}")
    for more in (0, 49, 450):
        with cast.writing():
            note = {"child_id": child_id, "from_day": clock.today(), "recorded_at": clock.now()}
            session().add_all(HealthNote(text="提示", **note) for _ in range(more))
            record("children.health_recorded", child_id=child_id, by=cast.viewer("homeroom"))
        anew, again = (opened(cast, browser, child_id) for _time in range(2))
        counts.add((anew, again))
    assert len(counts) == 1
    anew, again = counts.pop()
    assert anew <= 38  # nine of the file's own; the rest are the panels and timelines of the other domains
    assert again <= 9  # what nobody wrote about since is not looked up again; that it was read is noted each time


def opened(cast: Cast, browser: FlaskClient, child_id: int) -> int:
    """How many statements it takes."""
    with statements(cast) as seen:
        assert browser.get(f"/children/{child_id}").status_code == 200
    return len(seen)


def test_a_page_read_a_moment_ago_shows_what_was_written_since_and_is_for_nobody_elses_eyes(cast: Cast) -> None:
    child_id = write_canaries(cast)
    lead, teacher = cast.signed_in("lead"), cast.signed_in("homeroom")
    for browser in (lead, teacher):
        assert "对花生过敏" not in browser.get(f"/children/{child_id}").text
    send(lead, f"/children/{child_id}/health", {"text": "对花生过敏", "from_day": clock.today().isoformat()})
    for browser in (lead, teacher):
        assert "对花生过敏" in browser.get(f"/children/{child_id}").text
    with cast.writing():
        post = session().scalars(select(Post).where(Post.role == Role.HOMEROOM_TEACHER).order_by(Post.id)).first()
        assert post
        post.until_day = clock.today() - timedelta(days=1)
    answer = teacher.get(f"/children/{child_id}")
    assert answer.status_code != 200
    assert "对花生过敏" not in answer.text


def test_the_page_says_why_by_each_definition(cast: Cast) -> None:
    child_id = write_canaries(cast)
    text = cast.signed_in("homeroom", locale="en").get(f"/children/{child_id}").text
    assert "Under 16 until" in text
    assert "Nobody has said whether they are together" in text


def test_a_telephone_is_shown_on_request_and_noted(cast: Cast) -> None:
    child_id = write_canaries(cast)
    with cast.reading():
        guardian_id = session().scalars(select(Guardian.id).where(Guardian.child_id == child_id)).first()
    path = f"/children/{child_id}/guardians/{guardian_id}/telephone"
    for who, status in {"homeroom": 200, "dormitory": 200, "principal": 200, "other_homeroom": 404, "counselor": 403}.items():
        answer = Sender(cast, who).post(path)
        assert answer.status_code == status, who
        assert (CANARIES["telephone"] in answer.text) is (status == 200)
        assert cast.signed_in(who).get(path).status_code == 405
    with cast.reading():
        noted = session().scalars(select(JournalRow).where(JournalRow.event == "children.telephone_shown")).all()
        assert [row.subject_id for row in noted] == [guardian_id] * 3


def test_the_principal_sees_who_looked_and_the_others_do_not(cast: Cast) -> None:
    child_id = cast.child_id()
    cast.signed_in("homeroom").get(f"/children/{child_id}")
    text = cast.signed_in("principal", locale="en").get(f"/children/{child_id}/readers").text
    assert "方雅" in text
    assert "File opened" in text
    for who in ("homeroom", "lead", "counselor", "parent", "administrator"):
        assert cast.signed_in(who).get(f"/children/{child_id}/readers").status_code == 403


def test_the_timeline_is_filtered_by_kind(cast: Cast) -> None:
    child_id = write_canaries(cast)
    browser = cast.signed_in("homeroom", locale="en")
    only_people = browser.get(f"/children/{child_id}?kind=care").text.split('<ol class="tl">')[1]
    assert "Health note" not in only_people.split("</ol>")[0]
    assert "林海生" in only_people


@pytest.mark.parametrize("locale", ["en", "zh_Hans_CN"])
def test_the_page_speaks_both_languages(cast: Cast, locale: str) -> None:
    text = cast.signed_in("lead", locale=locale).get(f"/children/{cast.child_id()}").text
    assert ("All that happened" in text) is (locale == "en")
    assert ("全部经过" in text) is (locale != "en")


@pytest.mark.parametrize("form", ["paper", "file.pdf"])
def test_the_file_is_printed_by_those_who_may_with_numbers_masked_and_noted(cast: Cast, form: str) -> None:
    child_id = write_canaries(cast)
    path = f"/children/{child_id}/{form}"
    answers = {
        who: cast.signed_in(who).get(path)
        for who in ("homeroom", "principal", "other_homeroom", "counselor", "dormitory", "parent")
    }
    statuses = [answer.status_code for answer in answers.values()]
    assert statuses == [200, 200, 404, 403, 403, 403]
    text = answers["homeroom"].text if form == "paper" else _words_of(answers["homeroom"].data)
    assert canaries_in(text, ("telephone", "id_number")) == set()
    assert canaries_in(text, ("where", "health")) == {"where", "health"}
    with cast.reading():
        noted = session().scalars(select(JournalRow).where(JournalRow.event == "children.file_printed")).all()
        assert len(noted) == 2


def _words_of(content: bytes) -> str:
    from pypdf import PdfReader

    return "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).replace("\n", "")
