"""Staff who read of a case without leading it: no name of another child, on no page, whatever was written."""

from __future__ import annotations

import pytest

from portal.bullying.models.cases import Role
from portal.bullying.models.evidence import EvidenceKind
from portal.bullying.models.steps import StepKind
from portal.bullying.operations.evidence import Piece, take_in
from portal.bullying.operations.opening import add_party
from portal.core.db import session
from tests.bullying.test_pages import rows_of
from tests.bullying.walking import begin
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.duty.roster_school import boarder


@pytest.mark.parametrize("path", ["/bullying/cases", "/children/{child}", "/children/{child}?all=1", "/today"])
def test_the_homeroom_teacher_reads_what_keeps_the_child_safe_and_no_other_name(cast: Cast, path: str) -> None:
    with cast.writing():
        walk = begin(cast).investigated()
        walk.step(StepKind.PROTECTED, f"换座位，不与{OTHER_CHILD}同路回家，阿朗和周大山另走", 0)
    page = cast.signed_in("homeroom").get(path.format(child=cast.child_id())).text
    for name in (OTHER_CHILD, "阿朗", "周大山"):
        assert name not in page, name
    if path != "/today":
        assert "换座位，不与学生乙同路回家，学生乙和学生乙另走" in page


def test_steps_of_two_cases_are_each_masked_by_their_own(cast: Cast) -> None:
    with cast.writing():
        for words in ("甲案：离周朗远些", "乙案：离周朗远些"):
            begin(cast).investigated().step(StepKind.PROTECTED, words, 0)
    page = cast.signed_in("homeroom").get("/bullying/cases").text
    assert "甲案：离学生乙远些" in page
    assert "乙案：离学生乙远些" in page
    assert OTHER_CHILD not in page


def test_a_piece_of_evidence_is_read_without_names(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast).submitted()
        words = f"{CHILD}说：{OTHER_CHILD}起外号，小禾哭了"
        kind, text, beside, original = EvidenceKind.STATEMENT, f"{words}。", f"{CHILD}的奶奶", f"{OTHER_CHILD}家中"
        said = Piece(kind, f"{CHILD}的陈述", text, beside, original, party_id=walk.party(0))
        piece = take_in(walk.file, said, walk.folder, by=walk.by)
        session().flush()
        address = f"/bullying/cases/{walk.case.id}/evidence/{piece.id}"
    for key in ("lead", "legal"):
        page = cast.signed_in(key).get(address).text
        for name in (CHILD, OTHER_CHILD, "小禾"):
            assert name not in page, (key, name)
        assert "学生甲说：学生乙起外号，学生甲哭了。" in page


def test_who_only_saw_it_does_not_stand_in_the_bureaus_list(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast)
        third = boarder(3)
        session().add(third)
        session().flush()
        add_party(walk.case, Role.WITNESS, child_id=third.id, by=walk.by)
        walk.found()
    cells = [str(cell) for row in rows_of(cast, "/bullying/bureau-list.xlsx") for cell in row]
    assert CHILD in cells
    assert OTHER_CHILD in cells
    assert third.name not in cells


def test_neither_a_witness_nor_a_pupil_of_another_school_is_named_in_words_of_a_row(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast)
        add_party(walk.case, Role.WITNESS, outside="城东二中 郑航", by=walk.by)
        walk.case.place = "郑航家楼下"
        walk.found().step(StepKind.PROTECTED, "放学不与郑航同路。", 0)
    cells = str(rows_of(cast, "/bullying/bureau-list.xlsx"))
    assert "学生丙家楼下" in cells
    assert "郑航" not in cells
    assert "放学不与学生丙同路。" in cast.signed_in("homeroom").get("/bullying/cases").text
