"""Once a year everybody's access is gone through; nobody is left out, and what is wrong stands on a desk until it is changed."""

from __future__ import annotations

import re
from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import select

from portal.core import clock
from portal.core.db import session
from portal.journal.models import JournalRow
from portal.people.models import Post
from portal.people.operations import end_post
from portal.staff.models import AccessReview
from tests.cast import Cast
from tests.forms import send

WORD = re.compile(r'name="(person-\d+)"')
DUE = "逐人复核访问权限"


def begun(principal: FlaskClient) -> str:
    answer = send(principal, "/staff/access-reviews")
    assert answer.status_code == 303
    return answer.headers["Location"]


def all_right(principal: FlaskClient, page: str, **more: str) -> dict[str, str]:
    return dict.fromkeys(WORD.findall(principal.get(page).text), "right") | more


def person(cast: Cast, key: str) -> int:
    with cast.reading():
        return cast.account(key).person_id


def test_nobody_is_left_out_and_what_was_ticked_is_kept(cast: Cast) -> None:
    principal = cast.signed_in("principal")
    assert DUE in principal.get("/today").text
    page = begun(principal)
    words = all_right(principal, page)
    assert len(words) == 11, "everybody with a post at school, no parent"
    first, *rest = words
    assert send(principal, page, {first: "change"}).status_code == 303
    answer = send(principal, page, dict.fromkeys(rest[:-1], "right") | {"finish": "1"})
    assert answer.status_code == 422
    assert "还没有说到" in answer.text
    assert 'value="change" checked' in answer.text, "said before, still there"
    assert answer.text.count(" checked") == 10
    assert send(principal, page, {rest[-1]: "right", "finish": "1"}).status_code == 303
    assert DUE not in principal.get("/today").text
    with cast.reading():
        found = session().scalars(select(AccessReview)).one()
        assert found.finished_at is not None
        events = (
            session().scalars(select(JournalRow.event).where(JournalRow.event.like("staff.review%")).order_by(JournalRow.seq)).all()
        )
        assert events == ["staff.review_begun", *["staff.review_gone_on"] * 3, "staff.review_finished"]
    assert principal.get(page).status_code == 404, "what is finished is no longer written"


def test_what_is_wrong_stands_on_the_desk_of_who_keeps_the_accounts_until_it_is_changed(cast: Cast) -> None:
    principal, teacher_id = cast.signed_in("principal"), person(cast, "teacher")
    page = begun(principal)
    words = all_right(principal, page) | {f"person-{teacher_id}": "change", "finish": "1"}
    assert send(principal, page, words).status_code == 303
    said = "简明：收回或调整权限"
    assert said in cast.signed_in("administrator").get("/today").text
    assert said not in principal.get("/today").text
    with cast.writing():
        for post in session().scalars(select(Post).where(Post.person_id == teacher_id)):
            end_post(post, clock.today() - timedelta(days=1), by=None)
    assert said not in cast.signed_in("administrator").get("/today").text


def test_a_second_one_begun_goes_on_with_the_open_one(cast: Cast) -> None:
    principal = cast.signed_in("principal")
    assert begun(principal) == begun(principal)
    with cast.reading():
        assert len(session().scalars(select(AccessReview)).all()) == 1


def test_a_word_about_nobody_or_without_meaning_is_not_kept(cast: Cast) -> None:
    principal = cast.signed_in("principal")
    page = begun(principal)
    send(principal, page, {"person-x": "right", f"person-{person(cast, 'teacher')}": "perhaps"})
    assert " checked" not in principal.get(page).text
    assert send(principal, page, {"person-999999": "right"}).status_code == 303


def test_who_goes_through_it(cast: Cast) -> None:
    assert cast.who_enters("/staff/access-reviews") == {"principal"}
    page = begun(cast.signed_in("principal"))
    assert cast.who_enters(page) == {"principal"}
