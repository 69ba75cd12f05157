"""What is kept, for how long, and how it ends: shown first, confirmed by the principal, and only the texts go."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import pytest
from PIL import Image
from sqlalchemy import select

from portal.children.models import Child, Enrolment, Guardian
from portal.core import clock
from portal.core.db import session
from portal.journal.models import JournalRow
from portal.journal.operations import record
from portal.pairing.models import Talk
from portal.people.models import Person
from portal.privacy.lines import lines
from portal.privacy.models import Erasure
from portal.privacy.queries import holdings
from portal.privacy.rules import months_before
from portal.registry.models import RegistryImport, RegistryImportRow, Step
from portal.registry.plan import Kind
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.counting import statements
from tests.forms import send
from tests.pairing.family import named, parents_leave
from tests.pairing.test_talks import fields

NOTICED = "金丝雀不想回家"
EXPECTED = re.compile(r'name="expected"[^>]*value="(\d+)"')
DAY = timedelta(days=1)


def leaves(cast: Cast, day: date, name: str = CHILD) -> int:
    """The child left on that day."""
    with cast.writing():
        child = session().scalars(select(Child).where(Child.name == name)).one()
        child.enrolment, child.enrolment_since = Enrolment.TRANSFERRED, day
        session().flush()
        record("enrolment.moved", child_id=child.id, by=None)
        return child.id


def talked(cast: Cast) -> int:
    """A talk with words in it, and a guardian with a telephone."""
    child_id = parents_leave(cast)
    named(cast, "teacher")
    teacher = cast.signed_in("teacher")
    sent = send(teacher, f"/children/{child_id}/talks/new", fields(teacher, child_id, noticed=NOTICED, next_step="周五打电话"))
    assert sent.status_code == 303, sent.text[-900:]
    with cast.writing():
        guardian = session().scalars(select(Guardian).where(Guardian.child_id == child_id).order_by(Guardian.id)).first()
        assert guardian
        guardian.telephone = guardian.telephone_hash = "13900000001"
        record("children.guardian_changed", child_id=child_id, by=None)
    return child_id


def a_picture() -> bytes:
    """A small photo."""
    kept = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(kept, "PNG")
    return kept.getvalue()


def empty(cast: Cast, key: str, who: str = "principal", **more: str) -> int:
    browser = cast.signed_in(who)
    found = EXPECTED.search(browser.get(f"/privacy/retention/{key}").text)
    given = {"expected": found[1] if found else "0", "reason": "三年已满，已告知家长"} | more
    return send(browser, f"/privacy/retention/{key}", given).status_code


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 26), 36, date(2023, 11, 26)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 5), 1, date(2025, 12, 5)),
        (date(2026, 12, 31), 240, date(2006, 12, 31)),
    ],
)
def test_months_are_counted_back_by_the_calendar(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


def test_past_its_term_is_shown_by_name_and_emptied_only_when_the_principal_says_so(cast: Cast) -> None:
    child_id = talked(cast)
    leaves(cast, months_before(clock.today(), 36) + DAY)
    page = cast.signed_in("principal").get("/privacy/retention/pairing.talks").text
    assert CHILD not in page
    leaves(cast, months_before(clock.today(), 36))
    page = cast.signed_in("principal").get("/privacy/retention/pairing.talks").text
    assert CHILD in page
    with cast.reading():
        assert session().scalars(select(Talk.noticed)).one() == NOTICED
    assert empty(cast, "pairing.talks") == 303
    with cast.reading():
        talk = session().scalars(select(Talk)).one()
        assert (talk.noticed, talk.place, talk.next_step) == ("—", None, None)
        assert talk.day == clock.today(), "the row stays"
        guardian = session().scalars(select(Guardian).where(Guardian.child_id == child_id).order_by(Guardian.id)).first()
        assert guardian
        assert guardian.telephone == "13900000001", "another holding has a term of its own"
        assert session().scalars(select(Erasure.subject_id)).all() == [child_id]
        assert session().scalars(select(JournalRow.child_id).where(JournalRow.event == "privacy.emptied")).all() == [child_id]
    assert CHILD not in cast.signed_in("principal").get("/privacy/retention/pairing.talks").text
    assert empty(cast, "children.family") == 303
    with cast.reading():
        assert session().scalars(select(Guardian.telephone).where(Guardian.child_id == child_id)).all() == [None, None]
        found = select(Guardian.id).where(Guardian.telephone_hash == "13900000001")
        assert session().scalars(found).all() == [], "nor is the family found by its number"


def test_every_page_of_an_emptied_file_still_opens(cast: Cast) -> None:
    child_id = talked(cast)
    leaves(cast, clock.today() - DAY * 4000)
    browser = cast.signed_in("principal")
    keys = re.findall(r"/privacy/retention/([a-z.]+)", browser.get("/privacy/retention").text)
    assert len(keys) >= 9
    for key in keys:
        assert empty(cast, key) == 303, key
    assert not re.findall(r"/privacy/retention/([a-z.]+)", browser.get("/privacy/retention").text)
    for path in (f"/children/{child_id}", f"/children/{child_id}/file.pdf", f"/children/{child_id}/paper"):
        answer = browser.get(path)
        assert answer.status_code == 200, path
        assert NOTICED.encode() not in answer.data, path
    assert "已清空" in browser.get(f"/children/{child_id}").text
    assert browser.get(f"/privacy/archive/{child_id}/bundle.zip").status_code == 200


def test_a_list_that_changed_meanwhile_is_shown_again(cast: Cast) -> None:
    talked(cast)
    leaves(cast, clock.today() - DAY * 4000)
    assert empty(cast, "pairing.talks", expected="7") == 422
    assert empty(cast, "pairing.talks", reason="") == 422
    with cast.reading():
        assert session().scalars(select(Talk.noticed)).one() == NOTICED


def test_as_many_as_are_named_are_counted_and_emptied(cast: Cast) -> None:
    talked(cast)
    for name in (CHILD, OTHER_CHILD):
        leaves(cast, clock.today() - DAY * 4000, name)
    page = cast.signed_in("principal").get("/privacy/retention/pairing.talks").text
    assert CHILD in page
    assert OTHER_CHILD in page
    assert "共 2 条" in page
    assert "将清空 2 项" in page
    assert empty(cast, "pairing.talks") == 303


def test_one_who_came_back_and_left_again_gets_a_new_term(cast: Cast) -> None:
    talked(cast)
    leaves(cast, clock.today() - DAY * 4000)
    assert empty(cast, "pairing.talks") == 303
    leaves(cast, clock.today() - DAY * 3000)
    assert CHILD in cast.signed_in("principal").get("/privacy/retention/pairing.talks").text


def test_a_scan_goes_from_the_disk_when_its_time_is_over(cast: Cast) -> None:
    child_id, browser = talked(cast), cast.signed_in("homeroom")
    folder = cast.app.config["PORTAL"].uploads
    before = set(folder.glob("paper-*"))
    sent = send(browser, f"/children/{child_id}/papers", {"title": "协议", "file": (io.BytesIO(a_picture()), "a.png")})
    assert sent.status_code == 303
    assert len(set(folder.glob("paper-*")) - before) == 1
    leaves(cast, clock.today() - DAY * 4000)
    assert empty(cast, "children.papers") == 303
    assert set(folder.glob("paper-*")) == before


def test_who_sees_terms_and_who_empties(cast: Cast) -> None:
    assert cast.who_enters("/privacy/") == {"principal", "lead"}
    assert cast.who_enters("/privacy/retention") == {"principal", "lead"}
    assert cast.who_enters("/privacy/retention/pairing.talks") == {"principal"}
    browser = cast.signed_in("principal")
    assert browser.get("/privacy/retention/bullying.cases").status_code == 404, "the special archive has no term"
    assert browser.get("/privacy/retention/nothing").status_code == 404


def test_the_processing_record_names_every_kind_with_ground_readers_and_term(cast: Cast) -> None:
    browser = cast.signed_in("lead")
    page = browser.get("/privacy/").text
    for words in ("心理辅导的记录、计划和文书", "监护人同意", "孩子离校后 36 个月", "归入专门档案", "《未成年人保护法》第十一条"):
        assert words in page, words
    paper = browser.get("/privacy/record.pdf")
    assert paper.mimetype == "application/pdf"
    with cast.reading():
        assert session().scalars(select(JournalRow).where(JournalRow.event == "privacy.record_printed")).one()


def test_a_term_is_a_setting_of_the_school(cast: Cast) -> None:
    talked(cast)
    leaves(cast, months_before(clock.today(), 24))
    assert CHILD not in cast.signed_in("principal").get("/privacy/retention/pairing.talks").text
    lead = cast.signed_in("lead")
    page = lead.get("/school/settings/pairing.talks_months")
    assert page.status_code == 200
    assert "个人信息保护法" in page.text
    assert send(lead, "/school/settings/pairing.talks_months", {"value": "24", "version": "0"}).status_code == 302
    cast.database.memory.clear()
    assert CHILD in cast.signed_in("principal").get("/privacy/retention/pairing.talks").text


def test_the_overview_needs_the_same_statements_whatever_is_past(cast: Cast) -> None:
    talked(cast)
    browser, counts = cast.signed_in("principal"), []
    for _round in range(2):
        browser.get("/privacy/retention")
        with statements(cast.database) as seen:
            assert browser.get("/privacy/retention").status_code == 200
        counts.append(len(seen))
        leaves(cast, clock.today() - DAY * 4000)
    assert counts[0] == counts[1]


def test_the_record_names_no_reader_who_never_reads_it(cast: Cast) -> None:
    with cast.reading():
        said = {one.what: one.readers for one in lines(holdings())}
    for kind, words in said.items():
        if any(mark in kind for mark in ("关注等级", "心理辅导的记录", "欺凌的报告", "教职工", "操作日志")):
            assert "家长" not in words, kind
            assert "照护人" not in words, kind
    assert "审计员" in next(words for kind, words in said.items() if kind.startswith("操作日志"))


def test_a_number_that_is_none_is_asked_again(cast: Cast) -> None:
    talked(cast)
    leaves(cast, clock.today() - DAY * 4000)
    assert empty(cast, "pairing.talks", expected="viele") == 422
    assert empty(cast, "pairing.talks", expected="") == 422


def test_a_parent_with_another_child_here_keeps_the_number(cast: Cast) -> None:
    child_id = talked(cast)
    with cast.writing():
        people = session().scalars(select(Person).join(Guardian, Guardian.person_id == Person.id).order_by(Guardian.id)).all()
        for number, person in enumerate(people):
            person.telephone = person.telephone_hash = f"1390000000{number}"
        other = session().scalars(select(Child).where(Child.name == OTHER_CHILD)).one()
        first = session().scalars(select(Guardian).where(Guardian.child_id == child_id).order_by(Guardian.id)).first()
        assert first
        session().add(
            Guardian(
                child_id=other.id, person_id=first.person_id, name=first.name, relation="52", place=2, from_day=date(2025, 9, 1)
            )
        )
    leaves(cast, clock.today() - DAY * 4000)
    assert empty(cast, "children.family") == 303
    with cast.reading():
        kept = select(Person.telephone).join(Guardian, Guardian.person_id == Person.id).where(Guardian.child_id == child_id)
        assert session().scalars(kept.order_by(Guardian.id)).all() == ["13900000000", None]


def test_an_emptied_import_still_opens(cast: Cast) -> None:
    with cast.writing():
        long_ago = clock.now() - DAY * 400
        made = RegistryImport(
            filename="a.xlsx", digest="0", size=1, step=Step.APPLIED, notes={}, uploaded_at=long_ago, applied_at=long_ago
        )
        session().add(made)
        session().flush()
        content = {"name": "金丝雀", "class": "2022101", "differences": [["姓名", "a", "b", False]]}
        session().add(RegistryImportRow(import_id=made.id, number=2, kind=Kind.CHANGED, child_id=None, content=content))
        record("registry.taken_in", subject=made, by=None)
        number = made.id
    assert empty(cast, "registry.imports") == 303
    page = cast.signed_in("lead").get(f"/registry/imports/{number}/rows/changed")
    assert page.status_code == 200
    assert "金丝雀" not in page.text
