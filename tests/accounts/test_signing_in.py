"""Signing in: name and password, the telephone's code, lock-out, throttling; nothing tells whether a login exists."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select, text

from portal.access.permissions import Role
from portal.accounts.models import Account
from portal.core.db import session
from portal.journal.models import JournalRow
from portal.people.models import Vetting, VettingStatus
from tests.accounts.signing_in import PASSWORD, digits, give_password, give_telephone, sign_in
from tests.cast import PEOPLE, Cast
from tests.forms import send

NOON = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)


def events(cast: Cast) -> list[str]:
    with cast.reading():
        return list(session().scalars(select(JournalRow.event).order_by(JournalRow.seq)))


def test_a_teacher_signs_in_with_staff_number_and_password(cast: Cast) -> None:
    give_password(cast, "homeroom")
    client = cast.app.test_client()
    answer = sign_in(client, " HomeRoom ")
    assert answer.status_code == 302
    assert answer.location == "/"
    assert client.get("/me").status_code == 200
    assert events(cast)[-1] == "accounts.signed_in"


def test_sign_in_leads_back_to_the_page_that_was_asked_for_but_never_out_of_the_house(cast: Cast) -> None:
    give_password(cast, "homeroom")
    client = cast.app.test_client()
    asked = client.get("/me/password")
    assert asked.location == "/sign-in?next=/me/password"
    assert send(client, asked.location, {"login": "homeroom", "password": PASSWORD}).location == "/me/password"
    stranger = cast.app.test_client()
    bad = send(stranger, "/sign-in?next=//evil.example/", {"login": "homeroom", "password": PASSWORD})
    assert bad.location == "/"


def test_a_wrong_password_an_unknown_login_and_a_locked_account_get_the_same_words(cast: Cast) -> None:
    give_password(cast, "homeroom")
    client = cast.app.test_client()
    wrong = sign_in(client, "homeroom", "not my password")
    unknown = sign_in(client, "nobody here", "not my password")
    for _try in range(5):
        sign_in(client, "homeroom", "not my password")
    locked = sign_in(client, "homeroom")
    pages = {answer.text.replace(login, "").replace("csrf", "") for answer, login in ((wrong, "homeroom"), (locked, "homeroom"))}
    assert [wrong.status_code, unknown.status_code, locked.status_code] == [422, 422, 422]
    said = {
        page[page.index('class="errsum"') : page.index("</ul>", page.index('class="errsum"'))] for page in pages | {unknown.text}
    }
    assert len(said) == 1


def test_five_wrong_tries_lock_the_account_for_a_quarter_of_an_hour(cast: Cast) -> None:
    give_password(cast, "homeroom")
    client = cast.app.test_client()
    with time_machine.travel(NOON, tick=False) as clock:
        for _try in range(5):
            assert sign_in(client, "homeroom", "not my password").status_code == 422
        assert "accounts.locked" in events(cast)
        assert sign_in(client, "homeroom").status_code == 422
        clock.shift(timedelta(minutes=16))
        assert sign_in(client, "homeroom").status_code == 302
    with cast.reading():
        assert cast.account("homeroom").failures == 0


@pytest.mark.parametrize("key", [key for key, (_n, role, _c) in PEOPLE.items() if role.value in ("administrator", "counselor")])
def test_who_reaches_many_children_sets_a_telephone_up_at_the_first_sign_in(cast: Cast, key: str) -> None:
    give_password(cast, key)
    client = cast.app.test_client()
    assert sign_in(client, key).location == "/sign-in/set-up"
    assert client.get("/me").location.startswith("/sign-in")
    page = client.get("/sign-in/set-up")
    with cast.reading():
        secret = cast.account(key).totp_secret
    assert secret
    assert "data:image/svg+xml" in page.text
    assert "style=" not in page.text
    done = send(client, "/sign-in/set-up", {"code": digits(secret=secret)})
    assert done.status_code == 200
    assert done.text.count('<code class="n">') == 10
    assert client.get("/sign-in/onwards").location == "/"
    assert client.get("/me").status_code == 200
    assert events(cast)[-3:] == ["accounts.second_factor_set", "accounts.recovery_codes_made", "accounts.signed_in"]


def test_a_code_works_once_even_for_somebody_else_who_saw_it(cast: Cast) -> None:
    give_password(cast, "lead")
    give_telephone(cast, "lead")
    with time_machine.travel(NOON, tick=False):
        owner, watcher = cast.app.test_client(), cast.app.test_client()
        for client in (owner, watcher):
            assert sign_in(client, "lead").location == "/sign-in/second-factor"
        assert send(owner, "/sign-in/second-factor", {"code": digits()}).status_code == 302
        assert send(watcher, "/sign-in/second-factor", {"code": digits()}).status_code == 422
        earlier = digits(NOON - timedelta(seconds=30))
        assert send(watcher, "/sign-in/second-factor", {"code": earlier}).status_code == 422
        assert watcher.get("/me").status_code == 302


def test_guessing_codes_locks_the_account_and_the_password_does_not_start_the_count_anew(cast: Cast) -> None:
    give_password(cast, "lead")
    give_telephone(cast, "lead")
    client = cast.app.test_client()
    with time_machine.travel(NOON, tick=False):
        sign_in(client, "lead")
        for _try in range(3):
            send(client, "/sign-in/second-factor", {"code": "000000"})
        sign_in(client, "lead")
        for _try in range(2):
            send(client, "/sign-in/second-factor", {"code": "000000"})
        assert send(client, "/sign-in/second-factor", {"code": digits()}).status_code == 422
    assert "accounts.locked" in events(cast)


def test_ten_minutes_after_the_password_one_begins_again(cast: Cast) -> None:
    give_password(cast, "lead")
    give_telephone(cast, "lead")
    client = cast.app.test_client()
    with time_machine.travel(NOON, tick=False) as clock:
        sign_in(client, "lead")
        clock.shift(timedelta(minutes=11))
        assert client.get("/sign-in/second-factor").location == "/sign-in"


def test_a_recovery_code_lets_in_once(cast: Cast) -> None:
    give_password(cast, "lead")
    code = give_telephone(cast, "lead")[3]
    for expected in (302, 422):
        client = cast.app.test_client()
        sign_in(client, "lead")
        assert send(client, "/sign-in/recovery-code", {"code": code.upper().replace("-", " ")}).status_code == expected
    assert "accounts.recovery_code_used" in events(cast)


@pytest.mark.parametrize("status", [VettingStatus.HIT, VettingStatus.CLEAR])
def test_without_a_valid_clear_vetting_nobody_in_contact_with_children_comes_in(cast: Cast, status: VettingStatus) -> None:
    give_password(cast, "teacher")
    signed_in = cast.signed_in("teacher")
    with cast.writing():
        vetting = session().scalars(select(Vetting).where(Vetting.person_id == cast.account("teacher").person_id)).one()
        vetting.status, vetting.valid_until = status, vetting.queried_on
    answer = sign_in(cast.app.test_client(), "teacher")
    assert answer.status_code == 422
    assert "校长" in answer.text
    assert signed_in.get("/me").status_code == 302


def test_a_stopped_account_ends_at_once(cast: Cast) -> None:
    client = cast.signed_in("auditor")
    assert client.get("/me").status_code == 200
    with cast.writing():
        cast.account("auditor").stopped_at = NOON
    assert client.get("/me").status_code == 302


@pytest.mark.parametrize(("minutes", "status"), [(29, 200), (31, 302)])
def test_a_session_ends_after_half_an_hour_without_use(cast: Cast, minutes: int, status: int) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client = cast.signed_in("teacher")
        clock.shift(timedelta(minutes=minutes))
        assert client.get("/me").status_code == status


def test_the_dialog_keeps_the_session_alive_but_not_for_ever(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client = cast.signed_in("teacher")
        for _half_hour in range(25):
            clock.shift(timedelta(minutes=28))
            send(client, "/me/here", page="/me")
        assert client.get("/me").status_code == 200
        clock.shift(timedelta(minutes=28))
        assert client.get("/me").status_code == 302


def test_too_many_tries_in_a_minute_are_sent_away_for_one_login(cast: Cast) -> None:
    cast.app.config["THROTTLED"] = True
    try:
        client = cast.app.test_client()
        answers = [sign_in(client, "nobody", "guess")] + [sign_in(client, "nobody", f"guess {n}") for n in range(9)]
        assert [answer.status_code for answer in answers][-1] == 429
        assert "一分钟" in answers[-1].text or "分钟" in answers[-1].text
        assert sign_in(client, "someone else", "guess").status_code == 422
    finally:
        cast.app.config["THROTTLED"] = False
        cast.app.extensions["tries"].reset()


def test_a_sign_in_from_another_browser_is_told_to_the_owner(cast: Cast) -> None:
    give_password(cast, "homeroom")
    first, second = cast.app.test_client(), cast.app.test_client()
    sign_in(first, "homeroom")
    assert "新设备" not in first.get("/me").text
    sign_in(second, "homeroom")
    assert "新设备" in first.get("/me").text


def test_no_secret_reaches_the_journal_the_database_or_the_log(cast: Cast, capfd: pytest.CaptureFixture[str]) -> None:
    give_password(cast, "lead")
    codes = give_telephone(cast, "lead")
    client = cast.app.test_client()
    sign_in(client, "lead")
    send(client, "/sign-in/second-factor", {"code": digits()})
    with cast.reading() as opened:
        everything = "".join(
            str(opened.execute(text(f"SELECT * FROM {table}")).all())  # noqa: S608 our own table names
            for table in ("account", "recovery_code", "user_session", "journal", "known_device")
        )
    said = everything + "".join(capfd.readouterr())
    cookie = client.get_cookie("portal")
    assert cookie
    for secret in (PASSWORD, codes[0], "JBSWY3DPEHPK3PXP", cookie.value):
        assert secret not in said


def test_second_factor_is_asked_of_exactly_these_roles() -> None:
    from portal.access.permissions import SECOND_FACTOR

    assert {Role.ADMINISTRATOR, Role.PRINCIPAL, Role.SAFEGUARDING_LEAD, Role.COUNSELOR} == SECOND_FACTOR


def test_closed_accounts_are_unknown(cast: Cast) -> None:
    give_password(cast, "auditor")
    with cast.writing():
        session().get_one(Account, cast.account("auditor").id).closed_at = NOON
    assert sign_in(cast.app.test_client(), "auditor").status_code == 422
