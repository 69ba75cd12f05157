"""Letters home: looked at as pictures, and read back as text; what makes no letter is refused."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from portal.bullying.documents import Sheet, case_paper, letter_paper, side_paper
from portal.bullying.models.committee import Choice
from portal.bullying.models.letters import LetterKind, Manner
from portal.bullying.models.steps import StepKind
from portal.bullying.operations.letters import Arrived, serve, write_letter
from portal.core import clock
from portal.core.errors import Refused
from tests.bullying.walking import begin
from tests.cast import CHILD, OTHER_CHILD, Cast

SHEET = Sheet("青溪镇中心学校", "孟知远")


def words_of(paper: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages).replace("\n", "")


def pictures_of(paper: bytes, folder: Path, name: str) -> list[Image.Image]:
    """The pages as they would be printed; kept where LOOK names a folder, for people to look at."""
    (folder / "paper.pdf").write_bytes(paper)
    subprocess.run(["pdftoppm", "-r", "60", "-png", "paper.pdf", name], cwd=folder, check=True)  # noqa: S607
    found = sorted(folder.glob(f"{name}-*.png"))
    if os.environ.get("LOOK"):
        for page in found:
            shutil.copy(page, os.environ["LOOK"])
    return [Image.open(page).convert("L") for page in found]


def ink(picture: Image.Image, box: tuple[float, float, float, float]) -> float:
    """The share of dark points in a part of a page, given as shares of its sides."""
    wide, high = picture.size
    part = picture.crop((int(box[0] * wide), int(box[1] * high), int(box[2] * wide), int(box[3] * high)))
    return sum(part.histogram()[:128]) / (part.width * part.height)


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="no program that draws PDF pages is installed")
def test_papers_can_be_looked_at(cast: Cast, tmp_path: Path) -> None:
    with cast.writing():
        walk = begin(cast).in_force()
        letter = write_letter(walk.file, walk.party(1), LetterKind.DECISION, f"连续取笑{CHILD}。", by=walk.by)
        papers = {"letter": letter_paper(SHEET, letter), "case": case_paper(SHEET, walk.file)}
        papers["side"] = side_paper(SHEET, walk.file, walk.file.sides[1])
    for name, paper in papers.items():
        pages = pictures_of(paper, tmp_path, name)
        assert 0.003 < ink(pages[0], (0.05, 0.05, 0.95, 0.95)) < 0.3, name
        assert ink(pages[0], (0.2, 0.07, 0.8, 0.14)) > 0.005, f"{name}: the title stands on top"
        assert ink(pages[0], (0.0, 0.0, 0.04, 1.0)) == 0, f"{name}: the margin is white"


def test_the_decision_reads_back_with_everything_the_law_asks_for(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast).in_force()
        told = f"{OTHER_CHILD}的孩子多次取笑{CHILD}。"
        accused = words_of(letter_paper(SHEET, write_letter(walk.file, walk.party(1), LetterKind.DECISION, told, by=walk.by)))
        harmed = words_of(letter_paper(SHEET, write_letter(walk.file, walk.party(0), LetterKind.DECISION, told, by=walk.by)))
    for words in (accused, harmed):
        for part in (
            "学生欺凌处理决定书",
            "构成学生欺凌",
            "15 个工作日",
            "区县防治学生欺凌工作部门",
            "心理辅导",
            "回执",
            "学校公章",
        ):
            assert part in words, part
    assert "赔礼道歉" in accused
    assert "学生甲" in accused
    assert CHILD not in accused
    assert "赔礼道歉" not in harmed
    assert "已对有此行为的学生作出处置" in harmed
    assert OTHER_CHILD not in harmed


def test_the_notice_accuses_nobody(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast).investigated()
        words = [
            words_of(letter_paper(SHEET, write_letter(walk.file, walk.party(place), LetterKind.NOTICE, "", by=walk.by)))
            for place in (0, 1)
        ]
    assert "可能受到其他学生的伤害" in words[0]
    assert "还没有认定" in words[1]
    for each in words:
        assert "10 日内" in each
        assert not any(label in each for label in ("施暴", "受害者", "欺凌者"))


def test_a_letter_keeps_its_words_and_needs_a_finding_and_a_proof(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast).investigated()
        with pytest.raises(Refused, match="还没有认定"):
            write_letter(walk.file, walk.party(0), LetterKind.DECISION, "", by=walk.by)
        letter = write_letter(walk.file, walk.party(0), LetterKind.NOTICE, "第一次的说明", by=walk.by)
        now = clock.now()
        for arrived, says in (
            (Arrived(Manner.IN_PERSON, "林海生", "", now), "写明凭据"),
            (Arrived(Manner.IN_PERSON, "", "签收单", now), "写明谁收到"),
            (Arrived(Manner.IN_PERSON, "林海生", "签收单", now + timedelta(hours=1)), "以后"),
            (Arrived(Manner.IN_PERSON, "林海生", "签收单", now - timedelta(days=1)), "还没有写好"),
        ):
            with pytest.raises(Refused, match=says):
                serve(walk.file, letter, arrived, by=walk.by)
        assert "第一次的说明" in words_of(letter_paper(SHEET, letter))


def test_a_case_found_to_be_none_says_so_to_both(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast).submitted().decided(Choice.NOT_FOUND, None)
        for place in (0, 1):
            letter = write_letter(walk.file, walk.party(place), LetterKind.DECISION, "", by=walk.by)
            assert "不构成学生欺凌" in words_of(letter_paper(SHEET, letter))


def test_the_notice_s_arrival_is_the_guardian_s_being_told(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast)
        letter = write_letter(walk.file, walk.party(0), LetterKind.NOTICE, "", by=walk.by)
        walk.arrive(letter)
        assert [step.party_id for step in walk.file.of(StepKind.GUARDIAN_TOLD)] == [walk.party(0)]
