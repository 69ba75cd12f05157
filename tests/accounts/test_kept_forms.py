"""A form sent after the session ended is kept for its writer, and finished after signing in; nothing else of it leaks."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta
from io import BytesIO

import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.accounts.models import KeptForm
from portal.core.db import session
from portal.people.models import Person
from tests.accounts.signing_in import PASSWORD, give_password, sign_in
from tests.cast import Cast
from tests.forms import send, token_of

NOON = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)
FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def teacher(cast: Cast) -> int:
    with cast.reading():
        return cast.account("teacher").person_id


def late(cast: Cast, clock: time_machine.Traveller, **more: object) -> tuple[FlaskClient, TestResponse]:
    """The administrator opens a form, is called away for an hour, and sends it."""
    client, url = cast.signed_in("administrator"), f"/staff/{teacher(cast)}/details"
    token = token_of(client.get(url))
    clock.shift(timedelta(hours=1))
    fields = {"csrf_token": token, "submission": "one key", "name": "简明明", "sex": "1", "staff_no": "T7", "version": "1"}
    return client, client.post(url, data=fields | more, content_type="multipart/form-data")


def finish(client: FlaskClient, address: str) -> TestResponse:
    page = client.get(address)
    fields = {name: html.unescape(value) for name, value in FIELD.findall(page.text)}
    sent = client.post(f"{address}/sending", data=fields)
    assert sent.status_code == 307
    return client.post(sent.location, data=fields)


def without_telephone(cast: Cast) -> None:
    """Let the administrator in by password alone, so that the test is about the form."""
    give_password(cast, "administrator")


def come_back(cast: Cast, client: FlaskClient) -> str:
    """Sign in again, setting the telephone up on the way; returns where one is led."""
    assert sign_in(client, "administrator").location == "/sign-in/set-up"
    with cast.reading():
        secret = cast.account("administrator").totp_secret
    from tests.accounts.signing_in import digits

    assert send(client, "/sign-in/set-up", {"code": digits(secret=secret or "")}).status_code == 200
    return str(client.get("/sign-in/onwards").location)


def test_what_was_written_is_kept_and_sent_after_signing_in(cast: Cast) -> None:
    without_telephone(cast)
    with time_machine.travel(NOON, tick=False) as clock:
        client, answer = late(cast, clock)
        assert answer.location == "/sign-in"
        address = come_back(cast, client)
        assert address.startswith("/kept-forms/")
        assert "简明明" in client.get(address).text
        assert finish(client, address).status_code == 303
        assert client.get(address).status_code == 404
    with cast.reading():
        assert session().get_one(Person, cast.account("teacher").person_id).name == "简明明"


def test_a_file_cannot_be_kept_and_the_page_says_so(cast: Cast) -> None:
    without_telephone(cast)
    with time_machine.travel(NOON, tick=False) as clock:
        client, _answer = late(cast, clock, scan=(BytesIO(b"scan"), "scan.pdf"))
        assert "文件没法替您留着" in client.get(come_back(cast, client)).text


def test_somebody_else_signing_in_at_this_computer_does_not_see_it(cast: Cast) -> None:
    give_password(cast, "auditor")
    with time_machine.travel(NOON, tick=False) as clock:
        client, _answer = late(cast, clock)
        with client.session_transaction() as cookie:
            token = cookie["kept"]
        assert sign_in(client, "auditor").location == "/"
        assert client.get(f"/kept-forms/{token}").status_code == 404


def test_it_is_encrypted_and_holds_no_password(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        late(cast, clock, password=PASSWORD)
    with cast.reading() as opened:
        stored = opened.connection().exec_driver_sql("SELECT fields FROM kept_form").scalar_one()
        assert "简明明".encode() not in bytes(stored)
        (kept,) = session().scalars(select(KeptForm))
        assert "password" not in dict(kept.fields["fields"])


def test_without_any_session_the_form_stays_on_the_page(cast: Cast) -> None:
    client = cast.app.test_client()
    token = token_of(client.get("/sign-in"))
    answer = client.post(f"/staff/{teacher(cast)}/details", data={"csrf_token": token, "name": "简明明"})
    assert answer.status_code == 401
    assert "简明明" in answer.text
    with cast.reading():
        assert session().scalars(select(KeptForm)).all() == []


def test_a_form_whose_mark_is_stale_can_be_sent_again(cast: Cast) -> None:
    client, url = cast.signed_in("administrator"), f"/staff/{teacher(cast)}/details"
    answer = client.post(url, data={"csrf_token": "old", "name": "简明明", "sex": "1", "version": "1"})
    assert answer.status_code == 400
    fields = {name: html.unescape(value) for name, value in FIELD.findall(answer.text)}
    assert fields["name"] == "简明明"
    assert client.post(url, data=fields).status_code == 303
