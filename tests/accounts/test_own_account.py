"""One's own account: sessions, password, telephone; nobody touches another's."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from portal.accounts.models import RecoveryCode, UserSession
from portal.accounts.rules import device_words, normal_login, password_problem
from portal.core.db import session
from tests.accounts.signing_in import PASSWORD, digits, give_password, give_telephone, sign_in
from tests.cast import PEOPLE, Cast
from tests.forms import send

NEW = "a bowl of noodles at nine"


@pytest.mark.parametrize("key", list(PEOPLE))
def test_everyone_has_their_own_account_page(cast: Cast, key: str) -> None:
    client = cast.signed_in(key)
    for url in ("/me", "/me/password"):
        assert client.get(url).status_code == 200
    assert cast.app.test_client().get("/me").status_code == 302


def test_one_session_is_ended_and_only_an_own_one(cast: Cast) -> None:
    first, second, other = cast.signed_in("homeroom"), cast.signed_in("homeroom"), cast.signed_in("teacher")
    with cast.reading():
        own = session().scalars(select(UserSession.id).order_by(UserSession.id.desc()).offset(1)).first()
    assert send(other, f"/me/sessions/{own}/ending", page="/me").status_code == 404
    assert send(first, f"/me/sessions/{own}/ending", page="/me").status_code == 302
    assert second.get("/me").status_code == 302
    assert first.get("/me").status_code == 200


def test_signing_out_everywhere_else_leaves_this_browser(cast: Cast) -> None:
    first, second = cast.signed_in("homeroom"), cast.signed_in("homeroom")
    send(first, "/me/sessions/ending", page="/me")
    assert first.get("/me").status_code == 200
    assert second.get("/me").status_code == 302


def test_signing_out_ends_the_session_on_the_server(cast: Cast) -> None:
    client = cast.signed_in("homeroom")
    cookie = client.get_cookie("portal")
    assert cookie
    assert send(client, "/sign-out", page="/me").location == "/sign-in"
    client.set_cookie("portal", cookie.value)
    assert client.get("/me").status_code == 302


def test_the_password_changes_with_the_present_one_and_signs_other_browsers_out(cast: Cast) -> None:
    give_password(cast, "homeroom")
    client, elsewhere = cast.signed_in("homeroom"), cast.signed_in("homeroom")
    for current, wanted in (("wrong", NEW), (PASSWORD, "short"), (PASSWORD, "fangya is my name"), (PASSWORD, "12345678910")):
        assert send(client, "/me/password", {"current": current, "password": wanted, "again": wanted}).status_code == 422
    assert send(client, "/me/password", {"current": PASSWORD, "password": NEW, "again": NEW}).status_code == 302
    assert elsewhere.get("/me").status_code == 302
    assert sign_in(cast.app.test_client(), "homeroom").status_code == 422
    assert sign_in(cast.app.test_client(), "homeroom", NEW).status_code == 302


def test_a_teacher_may_have_a_telephone_asked_for_too(cast: Cast) -> None:
    give_password(cast, "teacher")
    client = cast.signed_in("teacher")
    assert send(client, "/me/second-factor", page="/me").location == "/me/second-factor/set-up"
    with cast.reading():
        secret = cast.account("teacher").totp_secret or ""
    done = send(client, "/me/second-factor/set-up", {"code": digits(secret=secret)})
    assert done.text.count('<code class="n">') == 10
    assert sign_in(cast.app.test_client(), "teacher").location == "/sign-in/second-factor"


def test_new_recovery_codes_need_the_telephone_and_replace_the_old(cast: Cast) -> None:
    give_telephone(cast, "teacher")
    client = cast.signed_in("teacher")
    with cast.reading():
        before = set(session().scalars(select(RecoveryCode.id)))
    assert send(client, "/me/recovery-codes", {"code": "000000"}).status_code == 422
    assert send(client, "/me/recovery-codes", {"code": digits()}).status_code == 200
    with cast.reading():
        after = session().scalars(select(RecoveryCode.id)).all()
    assert len(after) == 10
    assert len(before) == 10


@pytest.mark.parametrize(
    ("typed", "stored"),
    [(" T001 ", "t001"), ("Ｔ００１", "t001"), ("138 0013 8000", "13800138000"), ("+8613800138000", "13800138000")],
)
def test_a_login_is_found_however_it_is_typed(typed: str, stored: str) -> None:
    assert normal_login(typed) == stored


@pytest.mark.parametrize("password", ["1qaz2wsx3edc", "aaaaaaaaaaaa", "abcdefghijkl", "abcabcabcabc", "Password123", "12345678910"])
def test_what_everybody_tries_first_is_refused(password: str) -> None:
    assert password_problem(password, 8, ()) is not None


def test_a_sentence_will_do() -> None:
    assert password_problem("晚饭后一起散步去", 8, ("方雅",)) is None
    assert password_problem(PASSWORD, 10, ("方雅", "fangya")) is None


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120 Safari/537.36", "Chrome, Windows"),
        ("Mozilla/5.0 (Linux; Android 13) Chrome/110 MicroMessenger/8.0", "WeChat, Android"),
        ("curl/8", ""),
    ],
)
def test_a_browser_is_named_for_people(agent: str, words: str) -> None:
    assert device_words(agent) == words


def test_only_staff_are_told_who_adds_a_missing_post(cast: Cast) -> None:
    words = "如果少了岗位"
    assert words in cast.signed_in("teacher").get("/me").text
    assert words not in cast.signed_in("parent").get("/me").text
