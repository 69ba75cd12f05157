"""Letters: accepted once, answered always, and never believed without proof."""

from __future__ import annotations

import copy
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from portal.core import clock
from portal.core.blueprint import database
from portal.core.db import session
from portal.district.models import Refusal, School, Submission, Sums
from portal.exchange.letters import inquiry, letter, new_number, read_receipt
from portal.exchange.signing import SigningKey, digest
from tests.district.conftest import Receiver
from tests.exchange.sample import SCHOOL, figure, message, sealed
from tests.exchange.test_message import ODD, places


def count(table: Any) -> int:
    with database().transaction():
        return session().scalar(select(func.count()).select_from(table)) or 0


def codes(answer: Any) -> list[str]:
    body = answer.get_json()
    return [reason["code"] for reason in body.get("reasons", body.get("refused", ()))]


def test_a_signed_return_is_taken_and_answered_with_a_signed_receipt(receiver: Receiver) -> None:
    said = message()
    answer = receiver.send(said)
    assert answer.status_code == 200
    receiver.app.extensions["district_key"].public.check(answer.get_json())
    receipt = read_receipt(answer.get_json())
    assert (receipt.verdict, receipt.version, receipt.digest) == ("accepted", 1, digest(said))
    assert count(Submission) == 1


def test_the_same_letter_again_gets_the_same_receipt_and_counts_once(receiver: Receiver) -> None:
    sent = sealed(receiver.key)
    first, second = receiver.post(sent), receiver.post(sent)
    assert first.get_json() == second.get_json()
    assert count(Submission) == 1


def test_a_later_version_takes_the_place_of_the_one_before_in_the_sums(receiver: Receiver) -> None:
    receiver.send()
    later = message(version=2)
    later["figures"][1] = figure("left_behind", 40)
    later["figures"][2] = figure("both_away", 31)
    assert receiver.send(later).status_code == 200
    with database().transaction():
        sums = session().scalars(select(Sums)).one()
        assert sums.schools == 1
        assert sums.sums["left_behind"]["*/*/*"] == [40, 1, 0]
        assert sums.sums["left_behind"]["3/*/*"] == [0, 0, 0]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"version": 1, "period": "2027-01", "cut_off": "2027-01-31"}, "future"),
        ({"state": "reviewed"}, "not_signed"),
        ({"signatures": []}, "not_signed"),
        ({"return": "sports"}, "unknown_return"),
        ({"zero_return": True}, "not_zero"),
        ({"school": {"code": "2150999002", "name": "别的学校", "district": ""}}, "another_school"),
        ({"figures": [figure("enrolled", 3)]}, "small_count"),
        ({"figures": [figure("enrolled", 50, {("1", "*", "*"): 20, ("2", "*", "*"): 20})]}, "does_not_add_up"),
        ({"figures": [figure("enrolled", 50, {("1", "*", "*"): 60, ("2", "*", "*"): None})]}, "does_not_add_up"),
        ({"figures": [figure("left_behind", 30), figure("both_away", 21), figure("one_away", 20)]}, "out_of_balance"),
        ({"figures": [figure("enrolled", 20), figure("left_behind_a", 30)]}, "out_of_balance"),
        ({"figures": [figure("ponies", 20)]}, "unknown_indicator"),
    ],
)
def test_what_cannot_be_right_is_refused_with_its_reason_and_noted(receiver: Receiver, changed: dict[str, Any], code: str) -> None:
    answer = receiver.send(message(**changed))
    assert answer.status_code == 422
    assert code in codes(answer)
    assert read_receipt(answer.get_json()).verdict == "refused"
    assert (count(Submission), count(Refusal)) == (0, 1)


def test_an_explained_imbalance_is_taken(receiver: Receiver) -> None:
    said = message(figures=[figure("left_behind", 30), figure("both_away", 21), figure("one_away", 20)])
    said["explanations"] = [{"balance": "away", "indicator": "left_behind", "text": "两人两头都在，已核对。"}]
    assert receiver.send(said).status_code == 200


def test_a_stale_version_is_refused(receiver: Receiver) -> None:
    receiver.send(message(version=3))
    assert codes(receiver.send(message(version=2))) == ["stale"]
    assert codes(receiver.send(message(version=3))) == ["stale"]


def test_another_letter_under_a_number_that_was_used_is_refused(receiver: Receiver) -> None:
    number = new_number()
    receiver.send(number=number)
    assert codes(receiver.send(message(version=2), number=number)) == ["number_used"]


def test_a_wrong_key_an_unknown_school_an_altered_byte_and_a_clock_ahead_are_refused(receiver: Receiver) -> None:
    assert codes(receiver.post(sealed(SigningKey.fresh()))) == ["bad_signature"]
    assert codes(receiver.post(sealed(receiver.key, sender="2150999009"))) == ["unknown_school"]
    altered = sealed(receiver.key)
    altered["message"]["figures"][0]["total"] = 121
    assert codes(receiver.post(altered)) == ["bad_signature"]
    ahead = letter(message(), new_number(), SCHOOL, clock.now() + timedelta(hours=1), receiver.key)
    assert codes(receiver.post(ahead)) == ["future"]
    assert (count(Submission), count(Refusal)) == (0, 4)


def test_a_school_that_was_closed_sends_no_more(receiver: Receiver) -> None:
    with database().transaction(write=True):
        session().scalars(select(School)).one().closed_at = clock.now()
    assert codes(receiver.send()) == ["closed"]


@pytest.mark.parametrize("body", [b"", b"[", b"null", b'{"shape": 1}', b"[" * 100_000, "不".encode("gb18030"), b'{"number": NaN}'])
def test_whatever_arrives_is_answered(receiver: Receiver, body: bytes) -> None:
    for path in ("/api/returns", "/api/inquiries"):
        answer = receiver.browser.post(path, data=body, content_type="application/json")
        assert answer.status_code == 400
        assert codes(answer) == ["unreadable"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_changed_letter_never_crashes_the_receiver_and_is_never_taken(receiver: Receiver, data: st.DataObject) -> None:
    before = count(Submission)
    changed = copy.deepcopy(sealed(receiver.key, message(period="2026-09")))
    way = data.draw(st.sampled_from([place for place in places(changed) if place]))
    holder = changed
    for step in way[:-1]:
        holder = holder[step]
    was, odd = holder[way[-1]], data.draw(ODD)
    holder[way[-1]] = odd
    answer = receiver.post(changed)
    if was != odd or type(was) is not type(odd):
        assert answer.status_code in (400, 403)
        assert count(Submission) == before


def test_a_school_asks_after_its_letters_and_reads_that_one_was_handed_back(receiver: Receiver) -> None:
    number = new_number()
    receiver.send(number=number)
    browser = receiver.signed_in()
    assert browser.post("/submissions/1", data={"comment": "三年级的数请再核对。"}).status_code == 303
    asked = inquiry([number, new_number()], SCHOOL, clock.now(), receiver.key)
    answer = receiver.post(asked, "/api/inquiries").get_json()
    assert [(one["number"], one["verdict"]) for one in answer["receipts"]] == [(number, "returned")]
    assert answer["receipts"][0]["reasons"][0]["zh"] == "三年级的数请再核对。"
    with database().transaction():
        assert session().scalars(select(Sums)).one().sums["left_behind"]["*/*/*"] == [0, 0, 0]
    assert receiver.send(message(version=2)).status_code == 200


def test_no_other_school_reads_the_receipt(receiver: Receiver) -> None:
    number = new_number()
    receiver.send(number=number)
    asked = inquiry([number], SCHOOL, clock.now(), SigningKey.fresh())
    assert codes(receiver.post(asked, "/api/inquiries")) == ["bad_signature"]
