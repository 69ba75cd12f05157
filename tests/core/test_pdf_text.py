"""Every character on paper can be read, copied and found again; what cannot be drawn is seen and said."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import Babel
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from portal.config import ROOT
from portal.core.pdf.document import Document
from portal.core.pdf.typeface import BOLD, REGULAR, characters, marked, plain
from portal.core.pdf.unicode_map import to_unicode_map

RARE = "𬭎䶮𫖯㛃龘堃"


@pytest.fixture(autouse=True)
def page() -> Iterator[None]:
    app = Flask(__name__)
    Babel(app, default_locale="en")
    with app.test_request_context():
        yield


def paper(**more: object) -> Document:
    return Document(title="Visit", school="青禾镇中心学校", printed_by="覃老师", **more)  # type: ignore[arg-type]


def read(content: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def test_rare_names_are_read_back_as_written() -> None:
    text = read(paper().paragraph(f"陆{RARE}").bytes())
    assert f"陆{RARE}" in text


def test_rare_names_are_read_back_in_bold_headings_too() -> None:
    text = read(paper().heading(f"{RARE}的情况").bytes())
    assert RARE in text.replace("\n", "")


def test_a_character_beyond_the_first_plane_is_mapped_as_a_pair() -> None:
    assert "<41> <D872DF4E>" in to_unicode_map("F", [*range(0x41), 0x2CB4E])


def test_the_map_is_written_in_blocks_of_a_hundred() -> None:
    written = to_unicode_map("F", list(range(0x4E00, 0x4E00 + 250)))
    assert [line for line in written.splitlines() if line.endswith("beginbfchar")] == [
        "100 beginbfchar",
        "100 beginbfchar",
        "50 beginbfchar",
    ]


def test_a_character_no_font_has_is_shown_reported_and_named_at_the_end() -> None:
    sheet = paper().paragraph("何𪸩").table(["a"], [["𪸩"]])
    text = read(sheet.bytes())
    assert "何〓" in text
    assert sheet.missing == {"𪸩"}
    assert "U+2AE29" in text


def test_marks_without_a_shape_are_left_out_and_not_reported() -> None:
    lost: set[str] = set()
    assert marked("❤\ufe0f\u200b".replace("❤", "心"), lost) == "心"
    assert lost == set()


def test_words_are_taken_literally() -> None:
    text = read(paper().paragraph('<b>x</b> & <img src="/etc/passwd"/> <font color=red').bytes())
    assert '<b>x</b> & <img src="/etc/passwd"/> <font color=red' in text.replace("\n", " ")


def test_control_characters_disappear_and_lines_stay() -> None:
    lost: set[str] = set()
    assert marked("a\x00b\nc", lost) == "ab<br/>c"
    assert plain("a\x07\nb", lost) == "a b"


def test_bold_borrows_rare_characters_from_regular() -> None:
    assert ord("㛃") not in characters(BOLD)
    assert f'<font name="{REGULAR}">㛃</font>' in marked("㛃", set(), bold=True)


def test_the_fonts_are_embedded_and_are_two() -> None:
    reader = PdfReader(BytesIO(paper().heading("一").paragraph("一").bytes()))
    items = [item for item in map(reader.get_object, range(1, 40)) if isinstance(item, DictionaryObject)]
    embedded = {str(item["/BaseFont"]).split("+")[-1] for item in items if "/ToUnicode" in item}
    assert embedded == {"ShouwangSans-Regular", "ShouwangSans-Bold"}


def test_the_licence_lies_beside_the_fonts() -> None:
    assert "SIL Open Font License" in (ROOT / "portal/core/pdf/fonts/OFL.txt").read_text("utf-8")


def test_the_library_is_loaded_with_the_first_paper_only() -> None:
    script = "import sys, portal.core.pdf.document, portal.core.pdf.answering; sys.exit('reportlab' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], cwd=Path(ROOT), check=False).returncode == 0
