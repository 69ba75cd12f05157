"""The receiver's pages: shut without a password, the same few statements for any number of schools."""

from __future__ import annotations

import csv
import re
from datetime import timedelta
from io import StringIO

import pytest

from portal.core import clock
from portal.core.blueprint import database
from portal.district.operations.operators import set_password
from portal.district.operations.schools import enrol
from portal.exchange.signing import SigningKey
from tests.counting import statements
from tests.district.conftest import NAME, Receiver
from tests.exchange.sample import figure, message, sealed

PAGES = ("/", "/totals", "/totals.csv", "/schools", "/refusals", "/submissions/1")


@pytest.mark.parametrize("page", PAGES)
def test_nobody_enters_without_signing_in(receiver: Receiver, page: str) -> None:
    receiver.send()
    answer = receiver.browser.get(page)
    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_for_an_operator(receiver: Receiver, page: str) -> None:
    receiver.send()
    receiver.send(message(version=1))
    assert receiver.signed_in().get(page + "?period=2026-10").status_code == 200


def test_five_wrong_passwords_make_even_the_right_one_wait(receiver: Receiver) -> None:
    for _try in range(5):
        assert receiver.browser.post("/sign-in", data={"name": NAME, "password": "wrong"}).status_code == 422
    assert receiver.signed_in().get("/").status_code == 302


def test_what_is_tried_while_one_waits_makes_nobody_wait_longer(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    for _try in range(5):
        receiver.browser.post("/sign-in", data={"name": NAME, "password": "wrong"})
    began = clock.now()
    monkeypatch.setattr(clock, "now", lambda: began + timedelta(minutes=10))
    assert receiver.signed_in().get("/").status_code == 302
    monkeypatch.setattr(clock, "now", lambda: began + timedelta(minutes=16))
    assert receiver.signed_in().get("/").status_code == 200


def test_a_new_password_ends_what_was_opened_with_the_one_before(receiver: Receiver) -> None:
    browser = receiver.signed_in()
    assert browser.get("/").status_code == 200
    with database().transaction(write=True):
        set_password(NAME, "another-one-2026")
    assert browser.get("/").status_code == 302


def test_who_has_sent_and_who_is_late_stands_on_the_first_page(receiver: Receiver) -> None:
    browser = receiver.signed_in()
    assert "1 所学校已逾期" in browser.get("/?period=2026-09").text
    receiver.send()
    page = browser.get("/?period=2026-10").text
    assert "青溪镇中心学校" in page
    assert "已收" in page


def many(receiver: Receiver, number: int) -> None:
    for each in range(number):
        code, key = f"21509{each:05d}", SigningKey.fresh()
        with database().transaction(write=True):
            enrol(code, f"学校{each}", key.public.text, by="test")
        assert receiver.post(sealed(key, message(code), sender=code)).status_code == 200


def test_totals_add_up_what_schools_show_and_cost_the_same_for_any_number(receiver: Receiver) -> None:
    browser = receiver.signed_in()
    receiver.send(message(figures=[figure("left_behind", None, {("3", "*", "*"): 7})]))
    many(receiver, 2)
    with statements(receiver.app.extensions["database"]) as few:
        browser.get("/totals?period=2026-10")
    many_more = 6
    for each in range(10, 10 + many_more):
        code, key = f"21508{each:05d}", SigningKey.fresh()
        with database().transaction(write=True):
            enrol(code, f"学校{each}", key.public.text, by="test")
        receiver.post(sealed(key, message(code), sender=code))
    with statements(receiver.app.extensions["database"]) as more:
        text = browser.get("/totals.csv?period=2026-10").get_data(as_text=True)
    rows = {row["indicator"]: row for row in csv.DictReader(StringIO(text.lstrip("\ufeff")))}
    assert (rows["left_behind"]["total_shown"], rows["left_behind"]["schools"], rows["left_behind"]["schools_hiding"]) == (
        "240",
        "9",
        "1",
    )
    assert rows["left_behind"]["grade_3"] == str(8 * 12 + 7)
    assert len(more) == len(few) <= 4


def test_a_school_is_enrolled_with_its_key_and_a_wrong_one_is_told(receiver: Receiver) -> None:
    browser = receiver.signed_in()
    given = {"code": "2150999077", "name": "石桥小学", "public_key": "nonsense"}
    answer = browser.post("/schools", data=given)
    assert answer.status_code == 422
    assert "不是公钥" in answer.text
    key = SigningKey.fresh()
    assert browser.post("/schools", data=given | {"public_key": key.public.text}).status_code == 303
    assert receiver.post(sealed(key, sender="2150999077")).status_code == 200


def test_a_school_is_found_and_taken_off_the_list_and_what_it_sent_stays(receiver: Receiver) -> None:
    receiver.send()
    browser = receiver.signed_in()
    with database().transaction(write=True):
        for number in range(20, 80):
            enrol(f"21509990{number:02}", f"石桥{number}小学", SigningKey.fresh().public.text, by="test")
    assert "61 所学校" in browser.get("/schools").text
    assert "page=2" in browser.get("/schools").text
    text = browser.get("/schools?q=青溪").text
    assert "青溪镇中心学校" in text
    assert "石桥" not in text
    address = re.search(r'action="(/schools/\d+/closing)"', text)
    assert address
    assert browser.post(address[1]).status_code == 303
    assert "没有找到学校" in browser.get("/schools?q=青溪").text
    assert browser.get("/submissions/1").status_code == 200
    assert receiver.send(message(version=2)).status_code != 200
    assert "没有找到学校" in browser.get("/schools?q=%25").text, "a sign is a sign, not a pattern"
