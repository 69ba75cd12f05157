"""A family learns: the place is kept, questions are answered as often as it takes, a series gives a certificate."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import select

from portal.core.db import session
from portal.courses.lesson.library import library
from portal.courses.lesson.shape import Topic
from portal.courses.models.learning import Certificate, LessonCompletion
from portal.courses.models.lessons import LessonText
from tests.cast import Cast
from tests.counting import statements
from tests.courses.school import learn, learn_series, tell_place
from tests.forms import send

SLUG = "weekly-call"


def test_who_opens_the_lessons(cast: Cast) -> None:
    learners = {
        "principal",
        "lead",
        "counselor",
        "homeroom",
        "other_homeroom",
        "teacher",
        "dormitory",
        "parent",
        "carer",
        "other_parent",
    }
    assert cast.who_enters("/courses") == learners
    assert cast.who_enters(f"/courses/{SLUG}") == learners
    assert cast.signed_in("parent").get("/courses/nowhere").status_code == 404


def test_the_list_shows_every_series_and_never_says_why(cast: Cast) -> None:
    page = cast.signed_in("carer").get("/courses").text
    for lesson in library().values():
        assert lesson.title in page
    assert "先看看这几课" in page
    assert not any(word in page for word in ("留守", "寄宿", "照护人", "外出务工", "carer", "away"))
    english = cast.signed_in("carer", locale="en").get("/courses").text
    assert "One fixed call a week" in english


def test_a_lesson_is_whole_in_one_page_and_the_pages_are_light(cast: Cast) -> None:
    parent = cast.signed_in("parent")
    page = parent.get(f"/courses/{SLUG}")
    for section in library()[SLUG].sections:
        assert section.title in page.text
    assert "少这样" in page.text
    assert len(page.data) < 20_000
    parent.get("/courses")
    for path, most in (("/courses", 5), (f"/courses/{SLUG}", 5), (f"/courses/{SLUG}/quiz", 5)):
        with statements(cast.database) as seen:
            assert parent.get(path).status_code == 200
        assert len(seen) <= most, (path, seen)


def test_the_place_is_the_same_on_every_device_and_one_that_was_away_never_turns_it_back(cast: Cast) -> None:
    telephone, other = cast.signed_in("parent"), cast.signed_in("parent")
    version = tell_place(telephone, SLUG, section=2, audio_seconds=0, version=0)
    assert "从第 2 段接着看" in other.get(f"/courses/{SLUG}").text
    assert tell_place(other, SLUG, section=4, audio_seconds=75, version=version) == version + 1
    tell_place(telephone, SLUG, section=3, audio_seconds=30, version=version)
    page = telephone.get(f"/courses/{SLUG}").text
    assert "从第 4 段接着看" in page
    assert "学到第 4 段" in telephone.get("/courses").text


def test_without_script_the_place_is_kept_by_a_button(cast: Cast) -> None:
    parent = cast.signed_in("parent")
    answer = send(parent, f"/courses/{SLUG}/place", {"plain": "yes", "section": 3, "version": 0}, page=f"/courses/{SLUG}")
    assert answer.location == f"/courses/{SLUG}#s3"
    assert "从第 3 段接着看" in parent.get(f"/courses/{SLUG}").text


def test_a_wrong_answer_gives_the_reason_and_another_try(cast: Cast) -> None:
    carer, question = cast.signed_in("carer"), library()[SLUG].questions[0]
    wrong = (question.right + 1) % 3
    page = send(carer, f"/courses/{SLUG}/quiz", {"q": 1, "option": wrong}, follow_redirects=True)
    assert "再选一次" in page.text
    assert question.because in page.text
    assert carer.get(f"/courses/{SLUG}/done").status_code == 302
    page = send(carer, f"/courses/{SLUG}/quiz", {"q": 1, "option": question.right}, follow_redirects=True)
    assert "对，就这样试试" in page.text
    assert carer.get(f"/courses/{SLUG}/quiz?q=1&chose=99").status_code == 200
    assert send(carer, f"/courses/{SLUG}/quiz", {"q": 99, "option": 0}).status_code < 500


def test_a_lesson_learned_keeps_the_very_text(cast: Cast) -> None:
    parent = cast.signed_in("parent")
    learn(parent, SLUG)
    learn(parent, SLUG)
    with cast.reading():
        done = session().scalars(select(LessonCompletion)).one()
        assert done.digest == library()[SLUG].digest
        kept = session().get(LessonText, done.digest)
        assert kept
        assert kept.source == library()[SLUG].source
    assert "已学完" in parent.get("/courses").text
    assert "已学完" not in cast.signed_in("carer").get("/courses").text


def test_a_series_gives_one_certificate_as_page_paper_and_picture(cast: Cast) -> None:
    parent = cast.signed_in("parent")
    assert "还没有证书" in parent.get("/certificates").text
    learned = learn_series(parent, Topic.GROWING)
    learn(parent, learned[0])
    with cast.reading():
        found = session().scalars(select(Certificate)).one()
        number, id_ = found.number, found.id
    end = parent.get(f"/courses/{learned[-1]}/done").text
    assert "整个系列" in end
    assert 'href="/certificates"' in end
    assert f'href="/courses/{learned[0]}"' not in end, "what was learned is not offered again"
    page = parent.get(f"/certificates/{id_}").text
    assert all(words in page for words in ("林海生", "慢慢长大", "青溪镇中心学校", number.upper()))
    paper = "".join(
        each.extract_text() for each in PdfReader(BytesIO(parent.get(f"/certificates/{id_}/certificate.pdf").data)).pages
    )
    assert "林海生" in paper
    assert number.upper() in paper
    with Image.open(BytesIO(parent.get(f"/certificates/{id_}/certificate.png").data)) as picture:
        assert picture.size == (1080, 1500)
        assert len(picture.getcolors(maxcolors=1_000_000) or ()) > 50
    for path in ("", "/certificate.pdf", "/certificate.png"):
        assert cast.signed_in("carer").get(f"/certificates/{id_}{path}").status_code == 404


def test_anybody_with_the_number_has_it_confirmed_and_learns_nothing_more(cast: Cast) -> None:
    parent = cast.signed_in("parent")
    learn_series(parent, Topic.GROWING)
    with cast.reading():
        number = session().scalars(select(Certificate.number)).one()
    stranger = cast.app.test_client()
    page = stranger.get(f"/certificates/check?number={number.upper().replace('-', '')}")
    assert page.status_code == 200
    assert "林*生" in page.text
    assert "慢慢长大" in page.text
    assert not any(words in page.text for words in ("林海生", "林小禾", "班", "电话"))
    assert stranger.get("/certificates/check?number=2026-aaaa-aaaa").status_code == 404
    assert stranger.get("/certificates/check").status_code == 200


def test_a_lesson_goes_on_paper_for_a_family_without_a_phone(cast: Cast) -> None:
    answer = cast.signed_in("homeroom").get(f"/courses/{SLUG}/lesson.pdf")
    text = "".join(each.extract_text() for each in PdfReader(BytesIO(answer.data)).pages)
    assert "先问小事，再问心事" in text
    assert "(-)" not in text
    assert "**" not in text


@pytest.mark.parametrize("data", ["low", "all"])
def test_text_only_is_remembered_on_the_phone(cast: Cast, data: str) -> None:
    parent = cast.signed_in("parent")
    send(parent, "/low-data", {"data": data}, page="/courses")
    assert ("重新显示语音和视频" in parent.get("/courses").text) is (data == "low")
