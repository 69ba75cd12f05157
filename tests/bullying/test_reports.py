"""Telling: by staff, families, pupils and without a name; nothing ties an anonymous report to anybody; a person decides."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import select, text

from portal.bullying.models.reports import BullyingReport, Channel, ReportMessage, ReportPicture, ReportTriage
from portal.children.vault import unseal
from portal.core.db import session
from portal.core.logs import JsonLines
from portal.core.submissions import Submission
from portal.journal.models import JournalRow
from tests.cast import PEOPLE, Cast
from tests.counting import statements
from tests.forms import send, token_of

WORDS = "午休时被三个人围住要钱"
DID = "六年级的高个子"
STAFF = set(PEOPLE) - {"inspector", "parent", "carer", "other_parent"}
CODE = re.compile(r"data-code>([a-z0-9-]+)<")


def account(**more: object) -> dict[str, object]:
    return {"safety": "safe", "words": WORDS, "kinds": ["property"], "who_did": DID, "kept_from": "", **more}


def hidden_code(browser: FlaskClient) -> str:
    found = re.search(r'name="code"[^>]* value="([^"]+)"', browser.get("/speak").text)
    assert found
    return found[1]


def speak(browser: FlaskClient, **more: object) -> str:
    """Tell without a name; the code."""
    answer = send(browser, "/speak", account(code=hidden_code(browser), **more))
    found = CODE.search(answer.text)
    assert answer.status_code == 200, answer.text
    assert found, answer.text
    return found[1]


def tell(browser: FlaskClient, **more: object) -> str:
    answer = send(browser, "/bullying/reports/new", account(**{"channel": "staff", **more}))
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def photo() -> bytes:
    """A photo that says where and with what it was taken."""
    target, exif = io.BytesIO(), Image.Exif()
    exif[0x010F], exif[0x0110] = "SpyPhone", "Model 7"
    exif.get_ifd(0x8825)[2] = (29.5, 30.0, 10.0)
    Image.new("RGB", (40, 30), "white").save(target, "JPEG", exif=exif, comment=b"SpyPhone")
    assert b"SpyPhone" in target.getvalue()
    return target.getvalue()


@pytest.fixture
def log() -> Iterator[list[str]]:
    lines: list[str] = []

    class Keeping(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(JsonLines().format(record))

    handler = Keeping()
    logging.getLogger("portal").addHandler(handler)
    yield lines
    logging.getLogger("portal").removeHandler(handler)


def test_who_tells_and_who_receives(cast: Cast) -> None:
    assert cast.who_enters("/bullying/reports/new") == STAFF
    found = tell(cast.signed_in("teacher"))
    assert cast.who_enters(found) == {"teacher", "lead", "principal"}
    assert cast.who_enters(f"{found}/triage") == {"lead", "principal"}
    assert cast.who_enters("/home/reports") == {"parent", "carer", "other_parent"}
    assert WORDS in cast.signed_in("lead").get(found).text


def test_a_report_about_a_reader_is_kept_from_them(cast: Cast) -> None:
    found = tell(cast.signed_in("teacher"), kept_from="safeguarding_lead")
    assert cast.who_enters(found) == {"teacher", "principal"}
    assert cast.signed_in("lead").get(f"{found}/triage").status_code == 404
    assert "第 1 号" not in cast.signed_in("lead").get("/today").text
    assert "第 1 号" in cast.signed_in("principal").get("/today").text


def test_a_parent_tells_reads_the_answer_and_sees_nobody_elses(cast: Cast) -> None:
    parent = cast.signed_in("parent")
    answer = send(parent, "/home/reports", account())
    assert answer.status_code == 303
    assert (
        send(
            cast.signed_in("lead"), "/bullying/reports/1/messages", {"message": "谢谢，我们今天去看"}, page="/bullying/reports/1"
        ).status_code
        == 303
    )
    assert "谢谢，我们今天去看" in parent.get(answer.location).text
    assert cast.signed_in("other_parent").get(answer.location).status_code == 404
    assert send(parent, answer.location, {"message": "好的"}).status_code == 303
    assert "第 1 号报告" in cast.signed_in("lead").get("/today").text
    assert "告诉学校" in parent.get("/home").text


def test_nothing_of_an_anonymous_report_points_to_a_device_or_an_account(cast: Cast, log: list[str]) -> None:
    code = ""
    for browser in (cast.app.test_client(), cast.signed_in("parent"), cast.signed_in("teacher")):
        browser.environ_base["REMOTE_ADDR"] = "203.0.113.77"
        browser.environ_base["HTTP_USER_AGENT"] = "SpyPhone/7"
        code = speak(browser, pictures=(BytesIO(photo()), "IMG.jpg"), submission="a-key-of-this-form")
        answers = browser.post(
            "/speak/message", data={"code": code, "message": "又来了", "csrf_token": token_of(browser.get("/speak"))}
        )
        assert "又来了" in answers.text
        with browser.session_transaction() as cookie:
            assert code not in str(dict(cookie))
    with cast.reading() as opened:
        reports = opened.scalars(select(BullyingReport)).all()
        assert len(reports) == 3
        assert {(one.channel, one.reporter_id, one.received_at) for one in reports} == {(Channel.ANONYMOUS, None, None)}
        messages = opened.scalars(select(ReportMessage)).all()
        assert {(one.by_id, one.at) for one in messages} == {(None, None)}
        assert opened.scalars(select(JournalRow).where(JournalRow.event.like("bullying.%"))).all() == []
        assert opened.scalars(select(Submission)).all() == []
    assert _traces(cast, [code, code.replace("-", ""), "203.0.113", "SpyPhone", "a-key-of-this-form", WORDS, DID, "又来了"]) == []
    assert not any(word in line for line in log for word in (code, "203.0.113", "SpyPhone", WORDS))


def _traces(cast: Cast, words: list[str]) -> list[tuple[str, str]]:
    """Where in the whole database one of the words stands open, by table."""
    with cast.reading() as opened:
        dialect = cast.database.engine.dialect.name
        names = (
            "SELECT name FROM sqlite_master WHERE type='table'"
            if dialect == "sqlite"
            else "SELECT tablename FROM pg_tables WHERE schemaname='public'"
        )
        found = []
        for table in opened.scalars(text(names)).all():
            for row in opened.execute(text(f'SELECT * FROM "{table}"')):  # noqa: S608 names of our own tables
                said = " ".join(value.decode("utf8", "ignore") if isinstance(value, bytes) else str(value) for value in row)
                found += [(table, word) for word in words if word in said]
        return found


def test_the_code_is_found_again_only_by_its_hash_and_a_guesser_is_stopped(cast: Cast) -> None:
    browser = cast.app.test_client()
    code = speak(browser)
    page = "/speak/answers"
    assert "还没有作出决定" in send(browser, page, {"code": f" {code.upper()} "}).text
    wrong = send(browser, page, {"code": "aaaa-bbbb-cccc"})
    assert wrong.status_code == 422
    assert "没有这个查询码" in wrong.text
    cast.app.config["THROTTLED"] = True
    try:
        browser.environ_base["REMOTE_ADDR"] = "203.0.113.99"
        token = token_of(browser.get(page))
        answers = [
            browser.post(page, data={"code": f"aaaa-bbbb-{number:04d}", "csrf_token": token}).status_code for number in range(40)
        ]
        assert answers.index(429) == 30
        assert set(answers[30:]) == {429}
        assert browser.post("/speak/message", data={"code": code, "message": "x", "csrf_token": token}).status_code == 429
        browser.environ_base["REMOTE_ADDR"] = "203.0.113.98"
        assert browser.post(page, data={"code": code, "csrf_token": token}).status_code == 200
    finally:
        cast.app.config["THROTTLED"] = False


def test_sending_without_a_name_is_throttled_as_well(cast: Cast) -> None:
    browser = cast.app.test_client()
    cast.app.config["THROTTLED"] = True
    try:
        browser.environ_base["REMOTE_ADDR"] = "203.0.113.55"
        token = token_of(browser.get("/speak"))
        assert [browser.post("/speak", data={"csrf_token": token}).status_code for _ in range(31)].count(429) == 1
    finally:
        cast.app.config["THROTTLED"] = False


def test_sent_twice_it_is_told_once_and_the_code_stays_the_same(cast: Cast) -> None:
    browser = cast.app.test_client()
    code = hidden_code(browser)
    for _ in range(2):
        assert code in send(browser, "/speak", account(code=code)).text
    for _ in range(2):
        send(browser, "/speak/message", {"code": code, "message": "还有一句"}, page="/speak")
    with cast.reading() as opened:
        assert len(opened.scalars(select(BullyingReport)).all()) == 1
        assert len(opened.scalars(select(ReportMessage)).all()) == 1
    assert send(browser, "/speak/message", {"code": code, "message": ""}, page="/speak").status_code == 422
    assert send(browser, "/speak/message", {"code": "nix", "message": "x"}, page="/speak").status_code == 422


def test_the_talk_goes_both_ways_and_names_nobody(cast: Cast) -> None:
    browser, lead = cast.app.test_client(), cast.signed_in("lead")
    code = speak(browser)
    assert send(lead, "/bullying/reports/1/messages", {"message": "在哪一层楼"}, page="/bullying/reports/1").status_code == 303
    told = send(browser, "/speak/answers", {"code": code}).text
    assert "在哪一层楼" in told
    assert PEOPLE["lead"][0] not in told
    send(browser, "/speak/message", {"code": code, "message": "二楼"}, page="/speak")
    assert "二楼" in lead.get("/bullying/reports/1").text
    with cast.reading() as opened:
        events = opened.scalars(select(JournalRow.event).where(JournalRow.event.like("bullying.%"))).all()
    assert events.count("bullying.report_opened") >= 1


def test_pictures_lose_where_and_with_what_they_were_taken(cast: Cast) -> None:
    found = tell(cast.signed_in("teacher"), pictures=[(BytesIO(photo()), "a.jpg"), (BytesIO(photo()), "b.jpg")])
    with cast.reading() as opened:
        kept = opened.scalars(select(ReportPicture)).all()
        assert len(kept) == 2
        folder = Path(cast.app.config["PORTAL"].uploads)
        content = unseal(folder, kept[0].stored_as, kept[0].digest)
        assert b"SpyPhone" not in content
        assert not Image.open(io.BytesIO(content)).getexif()
        assert b"JFIF" not in (folder / kept[0].stored_as).read_bytes()
    assert cast.signed_in("lead").get(f"{found}/pictures/1").mimetype == "image/jpeg"
    assert cast.signed_in("homeroom").get(f"{found}/pictures/1").status_code == 404
    assert cast.signed_in("lead").get(f"{found}/pictures/99").status_code == 404


@pytest.mark.parametrize("files", [[b"%PDF-1.4 %%EOF"], [b"MZ"], [b""], [b"\xff\xd8\xff broken"] * 4])
def test_what_is_no_picture_is_sent_back_and_nothing_is_kept(cast: Cast, files: list[bytes]) -> None:
    browser = cast.app.test_client()
    sent = [(BytesIO(content), f"{place}.jpg") for place, content in enumerate(files)]
    assert send(browser, "/speak", account(code=hidden_code(browser), pictures=sent)).status_code == 422
    with cast.reading():
        assert session().scalars(select(BullyingReport)).all() == []


def test_a_person_decides_with_a_reason_and_nothing_happens_by_itself(cast: Cast) -> None:
    found, lead = tell(cast.signed_in("teacher"), safety="not_safe"), cast.signed_in("lead")
    desk = lead.get("/today").text
    assert "报告人说孩子现在不安全" in desk
    triage = f"{found}/triage"
    for sent in (
        {},
        {"outcome": "otherwise"},
        {"outcome": "joined", "reason": "同一件事情"},
        {"outcome": "asked", "reason": "说得不清楚"},
        {"outcome": "case", "reason": "对"},
    ):
        assert send(lead, triage, sent).status_code == 422, sent
    assert send(lead, triage, {"outcome": "asked", "reason": "还要问清时间", "message": "是哪一天"}).status_code == 303
    assert "待决定" not in cast.signed_in("teacher").get("/bullying/reports").text
    assert "还要问清时间" not in cast.signed_in("teacher").get(found).text
    assert "是哪一天" in cast.signed_in("teacher").get(found).text
    assert send(lead, triage, {"outcome": "otherwise", "reason": "是打闹，双方都这样说"}).status_code == 303
    assert "报告人说孩子现在不安全" not in lead.get("/today").text
    with cast.reading() as opened:
        assert len(opened.scalars(select(ReportTriage)).all()) == 2


def test_whoever_told_it_does_not_decide_on_it(cast: Cast) -> None:
    own = tell(cast.signed_in("lead"))
    assert send(cast.signed_in("lead"), f"{own}/triage", {"outcome": "otherwise", "reason": "没有什么事情"}).status_code == 422
    assert send(cast.signed_in("principal"), f"{own}/triage", {"outcome": "otherwise", "reason": "问过双方了"}).status_code == 303


def test_a_pupil_told_a_teacher_gets_a_code_to_come_back_with(cast: Cast) -> None:
    teacher, browser = cast.signed_in("teacher"), cast.app.test_client()
    found = tell(teacher, channel="pupil")
    code = re.search(r"抄给这位学生：([a-z0-9-]+)", teacher.get(found).text)
    assert code
    assert "还没有作出决定" in send(browser, "/speak/answers", {"code": code[1]}).text


def test_the_poster_leads_to_the_form(cast: Cast) -> None:
    assert cast.who_enters("/bullying/poster.pdf") == {"lead", "principal"}
    said = PdfReader(BytesIO(cast.signed_in("lead").get("/bullying/poster.pdf").data)).pages[0].extract_text()
    for words in ("/speak", "不用说你是谁", "110", "12345"):
        assert words in said, words


def test_the_pages_need_the_same_statements_whatever_their_length(cast: Cast) -> None:
    lead, needed = cast.signed_in("lead"), []
    for _round in range(2):
        found = tell(cast.signed_in("teacher"))
        speak(cast.app.test_client())
        counts = []
        for path in ("/bullying/reports", found, "/today"):
            lead.get(path)
            with statements(cast.database) as seen:
                lead.get(path)
            counts.append(sum("journal" not in each for each in seen))
        needed.append(counts)
    assert needed[0] == needed[1]
