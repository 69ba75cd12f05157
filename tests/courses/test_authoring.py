"""A lesson is written, looked at, reviewed by somebody else, published; taken out and brought in nothing changes."""

from __future__ import annotations

from io import BytesIO

from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal.core.db import session
from portal.courses.lesson.library import library
from portal.courses.models.learning import LessonCompletion
from portal.courses.models.lessons import LessonDraft, LessonMedia, LessonPublication
from tests.cast import Cast
from tests.courses.school import learn
from tests.courses.sounds import mp3
from tests.courses.test_packing import BESIDE, WITH_SOUND
from tests.courses.test_reading import WHOLE
from tests.forms import send, token_of

NEW = "/lessons/new"


def draft_of(cast: Cast) -> int:
    with cast.reading():
        return session().scalars(select(func.max(LessonDraft.id))).one()


def publish(cast: Cast, source: str, writer: str = "teacher", media: dict[str, bytes] | None = None) -> int:
    """Written by one, published by another; returns the draft."""
    author, lead = cast.signed_in(writer), cast.signed_in("lead")
    assert send(author, NEW, {"source": source}).status_code == 303
    id_ = draft_of(cast)
    page = f"/lessons/drafts/{id_}"
    for name, content in (media or {}).items():
        assert send(author, f"{page}/media", {"file": (BytesIO(content), name)}, page=page).status_code == 303
    assert send(author, f"{page}/send", page=page).status_code == 303
    assert send(lead, f"{page}/publish", page=page).status_code == 303
    return id_


def heard(browser: FlaskClient, address: str, **headers: str) -> tuple[int, bytes, str]:
    """Status, content and kind of a file beside a lesson."""
    with browser.get(address, headers=headers) as answer:
        return answer.status_code, answer.data, answer.mimetype or ""


def test_who_writes_and_who_reviews(cast: Cast) -> None:
    assert cast.who_enters("/lessons") == {"lead", "counselor", "homeroom", "other_homeroom", "teacher"}
    assert cast.who_enters("/lessons/weekly-call/rest") == {"principal", "lead"}


def test_a_lesson_goes_to_families_only_through_somebody_elses_hands(cast: Cast) -> None:
    lead, teacher = cast.signed_in("lead"), cast.signed_in("teacher")
    assert send(lead, NEW, {"source": WHOLE}).status_code == 303
    page = f"/lessons/drafts/{draft_of(cast)}"
    assert teacher.get(page).status_code == 404
    assert send(lead, f"{page}/send", page=page).status_code == 303
    refused = send(lead, f"{page}/publish", page=page)
    assert refused.status_code == 422
    assert "不能自己审" in refused.text
    assert "打电话" not in cast.signed_in("parent").get("/courses").text
    principal = cast.signed_in("principal")
    assert principal.get(page).status_code in (200, 403)
    assert teacher.post(f"{page}/publish", data={"csrf_token": token_of(teacher.get("/me"))}).status_code == 403


def test_a_reviewer_gives_back_with_words_and_the_writer_goes_on(cast: Cast) -> None:
    teacher, lead = cast.signed_in("teacher"), cast.signed_in("lead")
    send(teacher, NEW, {"source": WHOLE})
    page = f"/lessons/drafts/{draft_of(cast)}"
    send(teacher, f"{page}/send", page=page)
    assert send(teacher, f"{page}/edit", {"source": WHOLE, "version": 2}).status_code == 422
    assert send(lead, f"{page}/return", {"answer": ""}, page=page).status_code == 422
    assert send(lead, f"{page}/return", {"answer": "例子再短一点"}, page=page).status_code == 303
    assert "例子再短一点" in teacher.get(page).text
    assert send(teacher, f"{page}/edit", {"source": WHOLE.replace("一句话。", "两句话。"), "version": 3}).status_code == 303
    assert "两句话" in teacher.get(page).text
    stale = send(teacher, f"{page}/edit", {"source": WHOLE, "version": 2})
    assert stale.status_code == 409
    assert send(teacher, NEW, {"source": WHOLE}).status_code == 422
    assert send(teacher, f"{page}/edit", {"source": WHOLE.replace("a-call", "b-call"), "version": 4}).status_code == 422


def test_the_preview_shows_harm_as_plain_words(cast: Cast) -> None:
    teacher = cast.signed_in("teacher")
    hostile = WHOLE.replace("\n\n一句话。\n", "\n\n<script>alert(1)</script> ![x](https://elsewhere.cn/a.png)\n")
    page = teacher.post("/lessons/preview", data={"csrf_token": token_of(teacher.get("/me")), "source": hostile})
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "elsewhere.cn" not in page.text
    assert "图片不会显示" in page.text
    broken = teacher.post("/lessons/preview", data={"csrf_token": token_of(teacher.get("/me")), "source": "x"})
    assert "三个短横线" in broken.text


def test_a_new_text_of_a_lesson_keeps_what_was_learned(cast: Cast) -> None:
    parent = cast.signed_in("parent")
    learn(parent, "weekly-call")
    publish(cast, library()["weekly-call"].source.replace("挑一个你下了工", "挑一个你歇下来"))
    page = parent.get("/courses/weekly-call").text
    assert "挑一个你歇下来" in page
    with cast.reading():
        assert session().scalars(select(LessonCompletion.digest)).one() == library()["weekly-call"].digest
        assert session().scalars(select(LessonPublication.digest)).one() != library()["weekly-call"].digest


def test_sound_is_heard_after_publication_and_in_pieces(cast: Cast) -> None:
    publish(cast, WITH_SOUND, media=BESIDE)
    parent, sound = cast.signed_in("parent"), BESIDE["a-call.mp3"]
    assert "只听，约 0.1 MB" in parent.get("/courses/a-call").text
    address = "/courses/a-call/media/a-call.mp3"
    assert heard(parent, address, Range="bytes=100-199") == (206, sound[100:200], "audio/mpeg")
    assert heard(parent, address) == (200, sound, "audio/mpeg")
    assert heard(parent, address, Range=f"bytes={len(sound)}-")[0] == 416
    assert heard(parent, "/courses/a-call/media/a-call.vtt")[2] == "text/vtt"
    assert parent.get("/courses/a-call/media/nothing.mp3").status_code == 404
    assert cast.app.test_client().get(address).status_code == 302


def test_new_sound_waits_for_its_review_like_a_new_text(cast: Cast) -> None:
    publish(cast, WITH_SOUND, media=BESIDE)
    teacher, parent = cast.signed_in("teacher"), cast.signed_in("parent")
    assert send(teacher, NEW, {"source": WITH_SOUND + "\n"}).status_code == 303
    page = f"/lessons/drafts/{draft_of(cast)}"
    assert send(teacher, f"{page}/media", {"file": (BytesIO(mp3(1)), "a-call.mp3")}, page=page).status_code == 303
    assert heard(parent, "/courses/a-call/media/a-call.mp3")[1] == BESIDE["a-call.mp3"]
    assert heard(teacher, "/courses/a-call/media/a-call.mp3?draft=1")[1] == mp3(1)
    assert heard(parent, "/courses/a-call/media/a-call.mp3?draft=1")[1] == BESIDE["a-call.mp3"]
    send(teacher, f"{page}/send", page=page)
    assert send(cast.signed_in("lead"), f"{page}/publish", page=page).status_code == 303
    assert heard(parent, "/courses/a-call/media/a-call.mp3")[1] == mp3(1)


def test_a_draft_without_the_sound_it_names_is_not_sent(cast: Cast) -> None:
    teacher = cast.signed_in("teacher")
    send(teacher, NEW, {"source": WITH_SOUND})
    page = f"/lessons/drafts/{draft_of(cast)}"
    refused = send(teacher, f"{page}/send", page=page)
    assert refused.status_code == 422
    assert "a-call.mp3" in refused.text
    false = send(teacher, f"{page}/media", {"file": (BytesIO(b"<html>"), "a-call.mp3")}, page=page)
    assert false.status_code == 422
    assert "对不上" in false.text


def take_in(browser: FlaskClient, content: bytes) -> tuple[int, str]:
    answer = send(browser, "/lessons/bring-in", {"file": (BytesIO(content), "lesson.zip")}, follow_redirects=True)
    return answer.status_code, answer.text


def test_taken_out_and_brought_in_nothing_changes(cast: Cast) -> None:
    publish(cast, WITH_SOUND, media=BESIDE)
    teacher = cast.signed_in("teacher")
    for slug in ("a-call", "weekly-call"):
        folder = teacher.get(f"/lessons/{slug}/folder.zip").data
        status, page = take_in(teacher, folder)
        assert status == 200
        assert "什么也没有改" in page
        assert teacher.get(f"/lessons/{slug}/folder.zip").data == folder
    with cast.reading():
        assert session().scalar(select(func.count(LessonDraft.id))) == 1
        assert session().scalar(select(func.count(LessonMedia.id))) == 2
        assert session().scalar(select(func.count(LessonPublication.id))) == 1


def test_a_folder_from_another_school_becomes_a_draft(cast: Cast) -> None:
    publish(cast, WITH_SOUND, media=BESIDE)
    teacher = cast.signed_in("teacher")
    folder = teacher.get("/lessons/a-call/folder.zip").data
    with cast.writing():
        for table in (LessonPublication, LessonMedia):
            for row in session().scalars(select(table)):
                session().delete(row)
    cast.database.memory.clear()
    assert teacher.get("/courses/a-call").status_code == 404
    status, page = take_in(teacher, folder)
    assert status == 200
    assert "已导入成草稿" in page
    assert "a-call.mp3" in page
    assert take_in(teacher, b"PK nothing")[0] == 422


def test_a_lesson_rests_and_comes_back(cast: Cast) -> None:
    lead, parent = cast.signed_in("lead"), cast.signed_in("parent")
    assert send(lead, "/lessons/screens/rest", {"reason": "正在改写"}).status_code == 303
    assert parent.get("/courses/screens").status_code == 404
    assert "手机给他玩多久" not in parent.get("/courses").text
    assert send(lead, "/lessons/screens/wake", page="/lessons").status_code == 303
    assert parent.get("/courses/screens").status_code == 200
