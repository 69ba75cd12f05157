"""Telling by staff, families and pupils; a person decides, with a reason; what repeats; figures without names."""

from __future__ import annotations

import io
import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import select

from portal.bullying.models.cases import BullyingCase, LockOut, Near, Role
from portal.bullying.models.reports import BullyingReport, Channel, Kind, ReportPicture, ReportTriage
from portal.bullying.operations.opening import open_case
from portal.bullying.report_counts import report_counts
from portal.children.vault import unseal
from portal.core import clock
from portal.core.db import session
from tests.bullying.telling import STAFF, WORDS, account, hidden_code, photo, speak, tell
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.counting import statements
from tests.forms import send


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


def opened_case(cast: Cast, report_id: int | None = 1, **more: object) -> BullyingCase:
    facts = {"kind": Kind.PROPERTY, "happened_on": clock.today(), "place": "小卖部后面", "words": WORDS, **more}
    children = (cast.child_id(), cast.child_id(OTHER_CHILD))
    with cast.writing():
        roles = list(zip(children, (Role.TARGET, Role.AGGRESSOR), strict=True))
        return open_case(report_id, roles=roles, by=cast.viewer("lead"), **facts)  # type: ignore[arg-type]  # plain facts


def test_a_case_is_opened_by_hand_and_until_then_it_stands_on_the_desk(cast: Cast) -> None:
    found, lead = tell(cast.signed_in("teacher")), cast.signed_in("lead")
    answer = send(lead, f"{found}/triage", {"outcome": "case", "reason": "三个人围一个，要钱"})
    assert answer.location == "/bullying/cases/new?report=1"
    assert "为第 1 号报告启动调查程序" in lead.get("/today").text
    case = opened_case(cast)
    assert "为第 1 号报告启动调查程序" not in lead.get("/today").text
    assert f"个案 {case.number}" in lead.get(found).text
    assert f"个案 {case.number}" not in cast.signed_in("teacher").get(found).text
    second = tell(cast.signed_in("teacher"))
    assert send(lead, f"{second}/triage", {"outcome": "joined", "reason": "同一件事情", "case": "2020-999"}).status_code == 422
    assert send(lead, f"{second}/triage", {"outcome": "joined", "reason": "同一件事情", "case": case.number}).status_code == 303
    assert f"个案 {case.number}" in lead.get(second).text


def test_what_has_to_be_reported_leads_to_the_mandatory_report(cast: Cast) -> None:
    found, lead = tell(cast.signed_in("teacher"), safety="not_safe"), cast.signed_in("lead")
    answer = send(lead, f"{found}/triage", {"outcome": "referred", "reason": "有人受伤，要报警"})
    assert answer.location == "/mandatory-reports/new?how=bullying"
    assert '<option selected value="bullying">' in lead.get(answer.location).text


def test_whoever_is_shut_out_of_the_case_no_longer_reads_the_report(cast: Cast) -> None:
    found = tell(cast.signed_in("teacher"))
    case = opened_case(cast)
    with cast.writing() as opened:
        person_id = cast.account("lead").person_id
        opened.add(LockOut(case_id=case.id, person_id=person_id, why=Near.RELATIVE, at=clock.now(), by_id=person_id))
    assert cast.who_enters(found) == {"teacher", "principal"}


def test_what_repeats_is_shown_to_whoever_handles_cases(cast: Cast) -> None:
    assert cast.who_enters("/bullying/patterns") == {"lead", "principal"}
    for _ in range(2):
        opened_case(cast, None)
    page = cast.signed_in("lead").get("/bullying/patterns").text
    assert "小卖部后面" in page
    assert page.count("2 个个案") == 2
    assert CHILD in page


def test_the_inspector_sees_figures_also_zero_and_no_report(cast: Cast) -> None:
    inspector = cast.signed_in("inspector")
    assert "本学期收到" in inspector.get("/today").text
    found = tell(cast.signed_in("teacher"))
    speak(cast.app.test_client())
    send(cast.signed_in("lead"), f"{found}/triage", {"outcome": "otherwise", "reason": "问过双方了"})
    with cast.reading():
        counts = report_counts(clock.today())
    assert (counts.received, counts.decided, counts.in_time) == (2, 1, 1)
    assert (counts.channels[Channel.STAFF], counts.channels[Channel.LETTERBOX]) == (1, 0)
    assert inspector.get(found).status_code == 403
    assert WORDS not in inspector.get("/today").text
