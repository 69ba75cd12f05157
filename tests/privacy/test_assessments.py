"""The assessment of impact: begun with words that fit, changed until the principal signs, then kept as it is."""

from __future__ import annotations

import re
from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import select

from portal.core import clock
from portal.core.db import session
from portal.privacy.models import ImpactAssessment
from tests.cast import Cast
from tests.forms import send

VERSION = re.compile(r'name="version" value="(\d+)"')
TEXTS = {"occasion": "年度评估", "necessary": "必要", "effects": "影响", "measures": "措施", "remaining": "剩余"}


def written(browser: FlaskClient) -> None:
    assert send(browser, "/privacy/assessments/new", TEXTS).status_code == 303


def version_of(browser: FlaskClient, edition: int = 1) -> str:
    found = VERSION.search(browser.get(f"/privacy/assessments/{edition}").text)
    assert found
    return found[1]


def test_it_begins_with_words_that_fit_and_the_next_one_with_the_last(cast: Cast) -> None:
    lead = cast.signed_in("lead")
    assert "敏感字段加密" in lead.get("/privacy/assessments/new").text
    written(lead)
    assert "措施</textarea>" in lead.get("/privacy/assessments/new").text


def test_the_principal_signs_and_then_nothing_changes_any_more(cast: Cast) -> None:
    lead, principal = cast.signed_in("lead"), cast.signed_in("principal")
    assert "做一次个人信息保护影响评估" in lead.get("/today").text
    written(lead)
    seen = {"version": version_of(lead)}
    old = seen | TEXTS
    assert send(lead, "/privacy/assessments/1/signature", seen).status_code == 422
    assert send(principal, "/privacy/assessments/1/signature", seen).status_code == 303
    with cast.reading():
        assert session().scalars(select(ImpactAssessment.signed_at)).one() is not None
    assert "做一次个人信息保护影响评估" not in lead.get("/today").text
    answer = send(lead, "/privacy/assessments/1", old | {"effects": "改了"}, page="/privacy/assessments/new")
    assert answer.status_code == 422
    assert "改了</textarea>" in answer.text, "what was typed is not lost"
    with cast.reading():
        assert session().scalars(select(ImpactAssessment.effects)).one() == "影响"
    paper = lead.get("/privacy/assessments/1/paper.pdf")
    assert paper.mimetype == "application/pdf"
    with clock.as_of(clock.now() + timedelta(days=335)):
        assert "做一次个人信息保护影响评估" in cast.signed_in("lead").get("/today").text


def test_two_who_change_it_at_once_see_both_texts(cast: Cast) -> None:
    lead, principal = cast.signed_in("lead"), cast.signed_in("principal")
    written(lead)
    version = version_of(lead)
    assert send(lead, "/privacy/assessments/1", TEXTS | {"version": version, "effects": "第一人写的"}).status_code == 303
    answer = send(principal, "/privacy/assessments/1", TEXTS | {"version": version, "effects": "第二人写的"})
    assert answer.status_code == 409
    assert "第一人写的" in answer.text
    assert "第二人写的" in answer.text


def test_an_answer_left_out_is_asked_for_and_nothing_is_lost(cast: Cast) -> None:
    answer = send(cast.signed_in("lead"), "/privacy/assessments/new", TEXTS | {"measures": ""})
    assert answer.status_code == 422
    assert "影响</textarea>" in answer.text
    assert cast.who_enters("/privacy/assessments") == {"principal", "lead"}


def test_what_changed_after_it_was_read_is_read_once_more_before_signing(cast: Cast) -> None:
    lead, principal = cast.signed_in("lead"), cast.signed_in("principal")
    written(lead)
    seen = {"version": version_of(lead)}
    assert send(lead, "/privacy/assessments/1", TEXTS | seen | {"remaining": "后来加的"}).status_code == 303
    answer = send(principal, "/privacy/assessments/1/signature", seen)
    assert answer.status_code == 422
    assert "后来加的" in answer.text
    found = VERSION.search(answer.text)
    assert found
    assert send(principal, "/privacy/assessments/1/signature", {"version": found[1]}).status_code == 303
