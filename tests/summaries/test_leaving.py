"""What leaves the school: no small count, the same on every form of paper, in the shape that is documented."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from jsonschema import Draft202012Validator
from pypdf import PdfReader

from portal.core.db import session
from portal.summaries.definitions import FOLDER
from portal.summaries.models import Return
from portal.summaries.publishing import leaving_of, shown_of
from portal.summaries.sheet import outside_sheet
from tests.cast import Cast
from tests.children.school import canaries_in, write_canaries
from tests.summaries.school import draft, fill, prepare, signed, step

THRESHOLD = 5


@pytest.fixture
def left(cast: Cast) -> tuple[Cast, int]:
    """A signed return of a small school, where many cells are small."""
    write_canaries(cast)
    with cast.writing():
        fill(90)
    return cast, signed(cast)


def figures(cast: Cast, return_id: int, who: str = "inspector") -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(cast.signed_in(who).get(f"/returns/{return_id}/figures.json").text)
    return found


def test_no_small_count_stands_in_the_figures_and_none_that_is_wrong(left: tuple[Cast, int]) -> None:
    cast, return_id = left
    with cast.reading():
        lines = leaving_of(session().get_one(Return, return_id)).lines
    hidden = shown = 0
    for figure in figures(cast, return_id)["figures"]:
        for cell in (figure, *figure["cells"]):
            count = cell.get("count", cell.get("total"))
            hidden, shown = hidden + (count is None), shown + (count is not None)
            assert count is None or count == 0 or count >= THRESHOLD, (figure["indicator"], cell)
        assert figure["total"] in (None, lines.total(figure["indicator"]))
    assert hidden
    assert shown > hidden / 4


def test_the_figures_keep_to_the_published_shape(left: tuple[Cast, int]) -> None:
    cast, return_id = left
    schema = json.loads((FOLDER / "return.schema.json").read_text("utf8"))
    Draft202012Validator.check_schema(schema)
    found = figures(cast, return_id)
    assert list(Draft202012Validator(schema).iter_errors(found)) == []
    assert [signature["act"] for signature in found["signatures"]] == ["prepared", "reviewed", "signed"]


def test_a_hidden_part_cannot_be_worked_out_from_its_whole(left: tuple[Cast, int]) -> None:
    cast, return_id = left
    by_id = {figure["indicator"]: figure for figure in figures(cast, return_id)["figures"]}

    def count(name: str, grade: str) -> int | None:
        cells = {(cell["grade"], cell["sex"], cell["boarding"]): cell["count"] for cell in by_id[name]["cells"]}
        return cells.get((grade, "*", "*"))

    for grade in {cell["grade"] for cell in by_id["left_behind"]["cells"]}:
        known = [count(name, grade) is not None for name in ("left_behind", "both_away", "one_away")]
        assert sum(known) != 2, grade


def test_the_inspectors_page_shows_what_leaves_and_the_leads_page_the_true_counts(left: tuple[Cast, int]) -> None:
    cast, return_id = left
    outside, inside = (cast.signed_in(who).get(f"/returns/{return_id}").text for who in ("inspector", "lead"))
    cells = re.findall(r'<td class="n[^"]*">(?:<a[^>]*>)?([^<]+)', outside.split("<article")[0])
    small = [cell for cell in cells if cell.strip().isdigit() and 1 <= int(cell) < THRESHOLD]
    assert not small
    assert "隐去" in cells
    assert "/children/left_behind" not in outside
    assert "/children/left_behind" in inside
    assert "隐去" not in inside.split("<article")[0]


def test_workbook_and_paper_say_the_same_as_the_page(left: tuple[Cast, int]) -> None:
    cast, return_id = left
    with cast.reading():
        shown = shown_of(session().get_one(Return, return_id))
        assert shown is not None
        sheet = outside_sheet(shown, None)
    book = openpyxl.load_workbook(io.BytesIO(cast.signed_in("inspector").get(f"/returns/{return_id}/table.xlsx").data))
    front = book.worksheets[0]
    table = [[cell.value for cell in row] for row in front.iter_rows(min_row=4, max_row=3 + len(sheet.rows))]
    for row, cells in zip(sheet.rows, table, strict=True):
        assert str(row.indicator.name.zh) in str(cells[0])
        known = [cell if isinstance(cell, int) else None for cell in cells[1:-1]]
        assert known == [number.value for number in (row.total, *row.grades)]
    assert front.page_setup.paperSize == 9
    numbers = [row[4].value for row in book.worksheets[1].iter_rows(min_row=2)]
    assert not [number for number in numbers if isinstance(number, int) and 1 <= number < THRESHOLD]


def test_the_pdf_is_one_a4_sheet_with_signatures_and_the_seals_place(left: tuple[Cast, int], tmp_path: Path) -> None:
    cast, return_id = left
    content = cast.signed_in("lead").get(f"/returns/{return_id}/paper.pdf").data
    reader = PdfReader(io.BytesIO(content))
    assert len(reader.pages) == 1
    assert sorted(round(float(side)) for side in reader.pages[0].mediabox[2:]) == [595, 842]
    text = _text(content, tmp_path)
    for words in ("留守儿童关爱情况月报", "青溪镇中心学校", "填报：孟知远", "审核：罗安民", "签发：罗安民", "学校公章", "※"):
        assert words in text, words


def _text(content: bytes, folder: Path) -> str:
    """As poppler reads it where it is there, else as pypdf does."""
    poppler = shutil.which("pdftotext")
    if poppler is None:
        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    (folder / "paper.pdf").write_bytes(content)
    return subprocess.run([poppler, "-layout", folder / "paper.pdf", "-"], capture_output=True, check=True).stdout.decode()


def test_no_child_is_named_in_anything_that_leaves(left: tuple[Cast, int], tmp_path: Path) -> None:
    cast, return_id = left
    browser = cast.signed_in("inspector")
    texts = [browser.get(f"/returns/{return_id}{form}").text for form in ("", "/figures.json")]
    texts.append(_text(browser.get(f"/returns/{return_id}/paper.pdf").data, tmp_path))
    for text in texts:
        assert not canaries_in(text)
        assert "林小禾" not in text
        assert "童1" not in text


def test_a_draft_leaves_in_no_form(cast: Cast) -> None:
    return_id = draft(cast)
    for form in ("paper.pdf", "table.xlsx", "figures.json"):
        answer = cast.signed_in("lead").get(f"/returns/{return_id}/{form}")
        assert answer.status_code == 422
        assert "送审" in answer.text


def test_what_was_worked_out_for_another_count_is_not_used(cast: Cast) -> None:
    return_id = draft(cast)
    prepare(cast, return_id)
    with cast.reading():
        assert session().get_one(Return, return_id).hidden is not None
    answer = cast.signed_in("principal").get(f"/returns/{return_id}/sending-back")
    assert answer.status_code == 200
    step(cast, "principal", return_id, "review")


def test_a_figure_nobody_wrote_in_is_no_zero_on_paper(left: tuple[Cast, int]) -> None:
    cast, return_id = left
    with cast.reading():
        shown = shown_of(session().get_one(Return, return_id))
        assert shown is not None
        rows = {row.indicator.id: row for row in outside_sheet(shown, None).rows}
    assert rows["dropped_out"].total.absent
    assert "dropped_out" not in {figure["indicator"] for figure in figures(cast, return_id)["figures"]}
