"""A visit written without signal: saved once it arrives, and where two wrote the same, both versions are shown and kept."""

from __future__ import annotations

import re
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.core import clock
from portal.core.db import session
from portal.visits.models import HomeVisit
from tests.cast import Cast
from tests.forms import token_of

CLIENT = re.compile(r'name="client_id"[^>]* value="([^"]+)"')


def fields(name: str, **more: Any) -> dict[str, Any]:
    base = {"client_id": name, "day": clock.today().isoformat(), "mode": "on_site", "second": "0", "met": "奶奶"}
    return base | {"follow_owner": "0", "signed": "paper", "ago": "60000"} | more


def arrives(browser: FlaskClient, child_id: int, **more: Any) -> TestResponse:
    page = browser.get(f"/children/{child_id}/visits/new")
    data = fields(**more) | {"csrf_token": token_of(page)}
    return browser.post(f"/children/{child_id}/visits/new", data=data, headers={"X-Queue": "1"})


def kept(cast: Cast) -> list[str]:
    with cast.reading():
        return [form["met"] for form in session().scalars(select(HomeVisit.form).order_by(HomeVisit.id))]


def test_what_arrives_is_saved_once_and_said_so(cast: Cast) -> None:
    child_id, homeroom = cast.child_id(), cast.signed_in("homeroom")
    for _time in range(2):
        answer = arrives(homeroom, child_id, name="visit-from-afar")
        assert answer.json == {"saved": "visit-from-afar", "next": f"/children/{child_id}#visits"}
    assert kept(cast) == ["奶奶"]


def test_the_same_form_with_other_words_shows_both_versions(cast: Cast) -> None:
    child_id, homeroom = cast.child_id(), cast.signed_in("homeroom")
    arrives(homeroom, child_id, name="visit-from-afar")
    answer = arrives(homeroom, child_id, name="visit-from-afar", met="奶奶、爷爷")
    assert answer.status_code == 409
    assert answer.get_json()["differences"] == [{"label": "在场的人", "theirs": "奶奶", "yours": "奶奶、爷爷"}]
    assert kept(cast) == ["奶奶"]


def test_two_who_went_together_may_both_have_written_and_may_keep_both(cast: Cast) -> None:
    child_id = cast.child_id()
    arrives(cast.signed_in("homeroom"), child_id, name="visit-of-one")
    lead = cast.signed_in("lead")
    assert arrives(lead, child_id, name="visit-of-two", met="爷爷").status_code == 409
    assert arrives(lead, child_id, name="visit-of-two", met="爷爷", anyway="yes").status_code == 200
    assert kept(cast) == ["奶奶", "爷爷"]


def test_what_has_to_be_changed_is_said_and_not_saved(cast: Cast) -> None:
    answer = arrives(cast.signed_in("homeroom"), cast.child_id(), name="visit-from-afar", met="")
    assert answer.status_code == 422
    assert kept(cast) == []
