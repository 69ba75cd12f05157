"""From the signature to the district's receipt: over a real line, killed at every step, and as files."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select
from werkzeug.serving import BaseWSGIServer, make_server

from portal.core import clock
from portal.core.blueprint import database
from portal.core.db import session
from portal.district import create_app
from portal.district.application import DistrictConfig
from portal.district.models import Submission
from portal.district.operations.receiving import hand_back
from portal.district.operations.schools import enrol
from portal.district.views import office
from portal.school.models import Setting
from portal.summaries.models import Delivery, DistrictReceipt
from portal.summaries.operations.letters import make_key, newest_key
from portal.summaries.sending.posting import _posted, _taken, ask_after, post_due
from tests.cast import SCHOOL_CODE, Cast
from tests.forms import send
from tests.summaries.school import draft, fill, give_telephone, prepare, sign, step


@dataclass
class District:
    """The receiver on a line that can be cut."""

    app: Flask
    server: BaseWSGIServer | None = None
    port: int = 0
    threads: list[threading.Thread] = field(default_factory=list)

    def answer(self) -> None:
        self.server = make_server("127.0.0.1", self.port, self.app, threaded=True)
        self.port = self.server.server_port
        self.threads.append(threading.Thread(target=self.server.serve_forever, daemon=True))
        self.threads[-1].start()

    def cut(self) -> None:
        if self.server:
            self.server.shutdown()
            self.server.server_close()
        self.server = None

    def taken(self) -> int:
        with self.app.app_context(), database().transaction():
            return session().scalar(select(func.count()).select_from(Submission)) or 0


@pytest.fixture
def district(tmp_path: Path) -> Iterator[District]:
    config = DistrictConfig(tmp_path, f"sqlite:///{tmp_path / 'district.db'}", testing=True, argon2_memory_kib=8)
    found = District(create_app(config))
    found.answer()
    yield found
    found.cut()
    found.app.extensions["database"].engine.dispose()


@pytest.fixture
def school(cast: Cast, district: District) -> Cast:
    """The school of the cast with a key the district knows, and a signed return."""
    with cast.writing():
        fill(60)
        make_key(by=None)
        own = newest_key()
        assert own is not None
        key = district.app.extensions["district_key"].public.text
        for name, value in (("address", f"http://127.0.0.1:{district.port}"), ("key", key)):
            session().add(Setting(name=f"summaries.district_{name}", value=value, changed_at=clock.now()))
    with district.app.app_context(), database().transaction(write=True):
        enrol(SCHOOL_CODE, "青溪镇中心学校", own.public, by="test")
    return cast


def signed(cast: Cast, month: str = "") -> int:
    return_id = draft(cast, month)
    prepare(cast, return_id)
    step(cast, "principal", return_id, "review")
    give_telephone(cast)
    assert sign(cast, return_id) == 302
    return return_id


def words(cast: Cast) -> list[str]:
    with cast.reading():
        return list(session().scalars(select(DistrictReceipt.verdict).order_by(DistrictReceipt.id)))


def test_a_signed_return_goes_to_the_district_once_and_its_receipt_stands_on_the_page(school: Cast, district: District) -> None:
    return_id = signed(school)
    for _again in range(2):
        step(school, "lead", return_id, "delivery")
    assert post_due(school.database) == 1
    assert post_due(school.database) == 0
    assert (district.taken(), words(school)) == (1, ["accepted"])
    assert "区县已收" in school.signed_in("lead").get(f"/returns/{return_id}").text


def test_only_a_signed_return_is_sent(school: Cast) -> None:
    assert "校长签发后" in step(school, "lead", _prepared(school), "delivery", expected=422)


def _prepared(cast: Cast) -> int:
    return_id = draft(cast)
    prepare(cast, return_id)
    return return_id


def test_killed_at_every_step_there_is_one_accepted_version_and_a_receipt_on_both_sides(school: Cast, district: District) -> None:
    return_id = signed(school)
    step(school, "lead", return_id, "delivery")
    with time_machine.travel(clock.now(), tick=False) as moment:
        assert _taken(school.database) is not None  # the sender dies with the letter in hand
        assert post_due(school.database) == 0, "leased: nobody else posts it meanwhile"
        moment.shift(timedelta(minutes=3))
        parcel = _taken(school.database)
        assert parcel is not None
        assert _posted(parcel.address + "/api/returns", parcel.letter)["verdict"] == "accepted"  # it dies before noting the answer
        district.cut()
        moment.shift(timedelta(minutes=3))
        assert post_due(school.database) == 0  # the receiver is down
        assert "ConnectError" in trouble(school)
        district.answer()
        moment.shift(timedelta(hours=1))
        assert post_due(school.database) == 1
    assert (district.taken(), words(school)) == (1, ["accepted"])


def trouble(cast: Cast) -> str:
    with cast.reading():
        return session().scalars(select(Delivery.trouble)).one()


def test_a_refused_return_says_why_and_asks_for_a_correction(school: Cast, district: District) -> None:
    return_id = signed(school)
    with district.app.app_context(), database().transaction(write=True):
        enrol(SCHOOL_CODE, "青溪镇中心学校", district.app.extensions["district_key"].public.text, by="test")
    step(school, "lead", return_id, "delivery")
    assert post_due(school.database) == 0
    assert "签名和区县登记的公钥对不上" in school.signed_in("lead").get(f"/returns/{return_id}").text


def test_what_the_district_hands_back_is_heard_and_a_correction_goes_up(school: Cast, district: District) -> None:
    return_id = signed(school)
    step(school, "lead", return_id, "delivery")
    post_due(school.database)
    with district.app.app_context(), database().transaction(write=True):
        hand_back(session().scalars(select(Submission)).one(), SCHOOL_CODE, "三年级请再核对。", office())
    assert ask_after(school.database) == 1
    assert ask_after(school.database) == 0
    browser = school.signed_in("lead")
    assert "三年级请再核对。" in browser.get(f"/returns/{return_id}").text
    assert "改正" in browser.get("/today").text
    step(school, "lead", return_id, "correction")
    prepare(school, return_id + 1)
    step(school, "principal", return_id + 1, "review")
    with time_machine.travel(clock.now() + timedelta(minutes=2)):
        assert sign(school, return_id + 1) == 302
        step(school, "lead", return_id + 1, "delivery")
        assert post_due(school.database) == 1
    assert (district.taken(), words(school)) == (2, ["accepted", "returned", "accepted"])


def test_a_school_without_a_line_hands_the_letter_over_as_a_file_and_takes_the_receipt_in(school: Cast, district: District) -> None:
    return_id = signed(school)
    step(school, "lead", return_id, "delivery")
    browser = school.signed_in("lead")
    letter = browser.get(f"/returns/{return_id}/letter.json").get_json()
    receipt = district.app.test_client().post("/api/returns", json=letter).get_json()
    assert "不是回执" in taken_in(school, return_id, b"{}")
    assert "不是用区县的密钥签名" in taken_in(school, return_id, json.dumps(receipt | {"verdict": "refused"}).encode())
    assert taken_in(school, return_id, json.dumps(receipt).encode()) == ""
    assert taken_in(school, return_id, json.dumps(receipt).encode()) == "", "the same word again changes nothing"
    assert words(school) == ["accepted"]


def taken_in(cast: Cast, return_id: int, content: bytes) -> str:
    """The page's complaint, nothing when the receipt was kept."""
    given: dict[str, Any] = {"file": (BytesIO(content), "receipt.json")}
    answer = send(cast.signed_in("lead"), f"/returns/{return_id}/receipts/new", given)
    return "" if answer.status_code in (302, 303) else answer.text


def test_the_private_key_is_on_no_page_and_in_no_file_of_the_database(school: Cast) -> None:
    with school.reading():
        own = newest_key()
        assert own is not None
        secret, public = own.private, own.public
    page = school.signed_in("administrator").get("/returns/exchange").text
    assert public in page
    assert secret not in page
    path = Path(str(school.database.engine.url.database))
    if path.exists():
        assert secret.encode() not in b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    assert school.who_enters("/returns/exchange") == {"administrator"}
