"""Two sides of one case: nothing one family or one child said ever reaches the other family, on no page, print or export."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select

from portal.access.permissions import Permission
from portal.bullying.models.cases import BullyingCase, Near
from portal.bullying.models.letters import Letter, LetterKind, Manner, Service
from portal.bullying.models.measures import MeasureKind
from portal.bullying.models.steps import Clock, ClockKind, Step, StepKind
from portal.bullying.operations.letters import Arrived, serve, write_letter
from portal.bullying.operations.measures import Decided, decide_measure
from portal.bullying.operations.sides import lock_out
from portal.bullying.rules.masking import redacted
from portal.bullying.rules.procedure import Act
from portal.children.models import Guardian
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from tests.bullying.walking import ACCUSED_SAID, TARGET_SAID, Walk, begin
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.forms import send
from tests.house.test_every_route_and_role import doorways
from tests.reporting.test_filing import filed

#: Words of one side that must not reach the other family.
OF_TARGET = {TARGET_SAID, CHILD, "小禾", "林海生", "甲家回话紫云英", "甲侧安全措施蒲公英"}
OF_ACCUSED = {ACCUSED_SAID, OTHER_CHILD, "周大山", "乙家回话红隼", "乙侧措施细节苍耳", "乙侧安全措施车前草"}
FAMILY = {Permission.SEE_HOME, Permission.SIGNED_IN, Permission.LEARN}


@dataclass
class Sides:
    """One case on its whole way, with words of its own on each side."""

    case_id: int
    parties: tuple[int, int]
    letters: dict[int, list[int]]


def told(cast: Cast) -> Sides:
    with cast.writing():
        walk = begin(cast).found()
        walk.step(StepKind.PROTECTED, f"甲侧安全措施蒲公英，不让{OTHER_CHILD}同桌", 0)
        walk.step(StepKind.PROTECTED, f"乙侧安全措施车前草，远离{CHILD}", 1)
        walk.step(StepKind.CLASS_CHANGE_ASKED, "奶奶希望换班", 0)
        walk.step(StepKind.CLASS_CHANGE_DECIDED, f"离{OTHER_CHILD}远一些", 0, granted="yes")
        words = f"{OTHER_CHILD}取笑{CHILD}，小禾没有还手，周大山到校说明，林海生也到校。"
        for place in (0, 1):
            write_letter(walk.file, walk.party(place), LetterKind.NOTICE, words, by=walk.by)
        measured(walk)
        for place in (0, 1):
            write_letter(walk.file, walk.party(place), LetterKind.DECISION, words, by=walk.by)
        parties = (walk.party(0), walk.party(1))
        letters = {party: [one.id for one in walk.file.letters if one.party_id == party] for party in parties}
        return Sides(walk.case.id, parties, letters)


def measured(walk: Walk) -> None:
    words = f"乙侧措施细节苍耳：向{CHILD}道歉，{OTHER_CHILD}写检讨"
    decide_measure(walk.file, Decided(walk.party(1), MeasureKind.APOLOGY, words, clock.today()), by=walk.by)
    walk.act(Act.DECIDE)


def text_of(answer: object) -> str:
    """A page, or what a PDF says when it is read aloud."""
    data: bytes = answer.data  # type: ignore[attr-defined]
    if data.startswith(b"%PDF"):
        return "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    return data.decode("utf8", "ignore")


def family_pages(cast: Cast, sides: Sides, own: int) -> list[str]:
    """Every address a family may open at all, with the ids of this case in it."""
    found = [
        one.address(cast.child_id())
        for one in doorways(cast.app)
        if one.method == "GET" and getattr(cast.app.view_functions[one.endpoint], "requires", None) in FAMILY
    ]
    found += [f"/home/children/sides/{party}" for party in sides.parties]
    found += [f"/home/children/sides/{own}/letters/{letter}.pdf" for letters in sides.letters.values() for letter in letters]
    return sorted(set(found))


@pytest.mark.parametrize(("key", "place"), [("parent", 0), ("other_parent", 1)])
def test_a_guardian_reads_the_own_side_and_never_the_other(cast: Cast, key: str, place: int) -> None:
    sides = told(cast)
    own, other = sides.parties[place], sides.parties[1 - place]
    browsers = (cast.signed_in("parent"), cast.signed_in("other_parent"))
    for browser, party, words in zip(browsers, sides.parties, ("甲家回话紫云英", "乙家回话红隼"), strict=True):
        assert send(browser, f"/home/children/sides/{party}", {"words": words}).status_code == 303
    browser, hidden = browsers[place], (OF_ACCUSED, OF_TARGET)[place]
    seen = ""
    for path in family_pages(cast, sides, own):
        text = text_of(browser.get(path))
        assert not [word for word in hidden if word in text], (path, [word for word in hidden if word in text])
        seen += text
    shown = (("甲家回话紫云英", "蒲公英", CHILD), ("乙家回话红隼", "车前草", "乙侧措施细节苍耳", OTHER_CHILD))[place]
    assert all(word in seen for word in shown)
    assert browser.get(f"/home/children/sides/{other}").status_code == 404
    assert browser.get(f"/home/children/sides/{other}/letters/{sides.letters[other][0]}.pdf").status_code == 404
    assert browser.get(f"/home/children/sides/{own}/letters/{sides.letters[other][0]}.pdf").status_code == 404
    assert cast.signed_in("carer").get(f"/home/children/sides/{own}").status_code == 404


def test_papers_of_one_side_and_of_the_archive_name_no_other_child(cast: Cast) -> None:
    sides = told(cast)
    lead = cast.signed_in("lead")
    for place, hidden in ((0, OF_ACCUSED), (1, OF_TARGET)):
        party = sides.parties[place]
        papers = [f"/bullying/cases/{sides.case_id}/sides/{party}/file.pdf"]
        papers += [f"/bullying/cases/{sides.case_id}/letters/{letter}.pdf" for letter in sides.letters[party]]
        for path in papers:
            text = text_of(lead.get(path))
            assert not [word for word in hidden if word in text], path
            assert (CHILD, OTHER_CHILD)[place] in text
        assert "取笑" in text
    whole = text_of(lead.get(f"/bullying/cases/{sides.case_id}/file.pdf"))
    for name in (CHILD, OTHER_CHILD, "林海生", "周大山"):
        assert name not in whole, name
    assert TARGET_SAID in whole
    assert "学生甲" in whole


def test_no_journal_row_and_no_file_of_the_database_holds_what_a_child_said(cast: Cast) -> None:
    told(cast)
    if cast.database.engine.dialect.name != "sqlite":
        pytest.skip("one file to look into is SQLite's")
    path = Path(str(cast.database.engine.url.database))
    written = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    for word in (TARGET_SAID, ACCUSED_SAID, "乙侧措施细节苍耳", "甲侧安全措施蒲公英", "操场", "取笑"):
        assert word.encode() not in written, word


def test_a_suspected_guardian_gets_nothing_of_the_case(cast: Cast) -> None:
    """Invariant 6: no page, no letter, and nobody can note that they were told."""
    sides = told(cast)
    parent = cast.signed_in("parent")
    assert "学校给您写了文书" in parent.get("/home").text
    with cast.writing():
        walk = Walk(session().get_one(BullyingCase, sides.case_id), cast.viewer("lead"), cast, cast.app.config["PORTAL"].uploads)
        guardian = session().scalars(select(Guardian).where(Guardian.name == "林海生")).one()
        lock_out(walk.file, Near.SUSPECTED_GUARDIAN, guardian_id=guardian.id, by=walk.by)
        letter = write_letter(walk.file, walk.party(0), LetterKind.DECISION, "", by=walk.by)
        assert "林海生" not in str(letter.content)
        with pytest.raises(Refused, match="涉嫌"):
            serve(walk.file, letter, Arrived(Manner.IN_PERSON, "父亲林海生", "签收单", clock.now()), by=walk.by)
        with pytest.raises(Refused, match="涉嫌"):
            walk.step(StepKind.GUARDIAN_TOLD, "", 0, manner="telephone", receiver="林海生", proof="通话")
        serve(walk.file, letter, Arrived(Manner.WITHHELD, "", "校长决定", clock.now()), by=walk.by)
        with pytest.raises(Refused, match="只用于涉嫌"):
            walk.step(StepKind.GUARDIAN_TOLD, "", 1, manner="withheld")
    assert parent.get(f"/home/children/sides/{sides.parties[0]}").status_code == 404
    assert "学校给您写了文书" not in parent.get("/home").text


def test_reading_a_letter_in_the_portal_is_its_arrival_once_and_starts_the_time_to_appeal(cast: Cast) -> None:
    sides = told(cast)
    browser, own = cast.signed_in("other_parent"), sides.parties[1]
    address = f"/home/children/sides/{own}/letters/{sides.letters[own][1]}/reading"
    for _twice in range(2):
        assert send(browser, address, page=f"/home/children/sides/{own}").status_code == 303
    with cast.reading():
        services = session().scalars(select(Service)).all()
        assert [(one.manner, one.receiver) for one in services] == [(Manner.PORTAL, "周大山")]
        assert session().scalars(select(Clock).where(Clock.kind == ClockKind.APPEAL, Clock.party_id == own)).one()


def test_a_reply_reaches_who_handles_the_case(cast: Cast) -> None:
    sides = told(cast)
    send(cast.signed_in("parent"), f"/home/children/sides/{sides.parties[0]}", {"words": "甲家回话紫云英"})
    assert "甲家回话紫云英" in cast.signed_in("lead").get(f"/bullying/cases/{sides.case_id}").text
    with cast.reading():
        assert session().scalars(select(Step).where(Step.kind == StepKind.REPLY)).one().party_id == sides.parties[0]
        assert len(session().scalars(select(Letter)).all()) == 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("林小禾打了周朗", "学生甲打了学生乙"),
        ("小禾说：林 小 禾", "学生甲说：学生甲"),
        ("周朗、周朗明", "学生乙、学生乙明"),
        ("没有名字", "没有名字"),
    ],
)
def test_names_are_taken_out_of_words(text: str, expected: str) -> None:
    assert redacted(text, {"林小禾": "学生甲", "周朗": "学生乙"}) == expected


def test_the_ledger_holds_no_word_of_any_side(cast: Cast) -> None:
    told(cast)
    lead: FlaskClient = cast.signed_in("lead")
    sheet = openpyxl.load_workbook(BytesIO(lead.get("/bullying/ledger.xlsx").data)).active
    assert sheet
    text = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    for word in (TARGET_SAID, ACCUSED_SAID, CHILD, OTHER_CHILD, "林海生", "周大山", "小禾"):
        assert word not in text, word


def test_who_looked_does_not_tell_a_family_that_the_committee_looked(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast).submitted()
        suspected = session().scalars(select(Guardian).where(Guardian.name == "林海生")).one()
        lock_out(walk.file, Near.SUSPECTED_GUARDIAN, guardian_id=suspected.id, by=walk.by)
        case_id = walk.case.id
    assert cast.signed_in("legal").get(f"/bullying/cases/{case_id}").status_code == 200
    page = cast.signed_in("parent").get(f"/home/children/{cast.child_id()}/readers").text
    assert "法治副校长" not in page
    assert "没有人打开过" in page


def test_a_guardian_suspected_in_a_mandatory_report_finds_no_side_of_the_child_any_more(cast: Cast) -> None:
    sides, parent = told(cast), cast.signed_in("parent")
    page = f"/home/children/sides/{sides.parties[0]}"
    letter = f"{page}/letters/{sides.letters[sides.parties[0]][0]}.pdf"
    assert [parent.get(path).status_code for path in (page, letter)] == [200, 200]
    assert page in parent.get("/home").text
    filed(cast.signed_in("teacher"))
    assert [parent.get(path).status_code for path in (page, letter)] == [404, 404]
    assert page not in parent.get("/home").text
    other = cast.signed_in("other_parent")
    assert other.get(f"/home/children/sides/{sides.parties[1]}").status_code == 200, "the other family is not meant"
