"""The sheets themselves: head line, page numbers, tables that go on, places to sign."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
import time_machine
from flask import Flask
from flask_babel import Babel
from pypdf import PdfReader

from portal.core.pdf.answering import answer
from portal.core.pdf.document import Document


@pytest.fixture(autouse=True)
def page() -> Iterator[None]:
    app = Flask(__name__)
    Babel(app, default_locale="en")
    with app.test_request_context(), time_machine.travel("2026-11-20T06:40:00Z", tick=False):
        yield


def paper(**more: object) -> Document:
    return Document(title="Visit", school="青禾镇中心学校", printed_by="覃老师", **more)  # type: ignore[arg-type]


def pages(sheet: Document) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(sheet.bytes())).pages]


def test_every_sheet_says_whose_it_is_who_printed_it_when_and_which_page_it_is() -> None:
    for number, text in enumerate(pages(paper().paragraph("a").page_break().paragraph("b")), 1):
        assert "青禾镇中心学校" in text
        assert "Internal, keep safe" in text
        assert "Printed by 覃老师 on November 20, 2026 at 14:40" in text
        assert f"Page {number} of 2" in text


def test_a_certificate_is_not_marked_internal() -> None:
    assert "Internal" not in pages(paper(internal=False).paragraph("a", "big"))[0]


def test_a_long_table_repeats_its_head_and_loses_no_row() -> None:
    texts = pages(paper().table(["Day", "What"], [[f"row {n}", "谈话"] for n in range(120)], widths=[1, 3], numbers=[1]))
    assert len(texts) > 2
    assert all("What" in text for text in texts)
    assert all(f"row {n}\n" in "".join(f"{text}\n" for text in texts) for n in range(120))


def test_a_heading_stays_with_the_table_under_it_without_pushing_it_away() -> None:
    texts = pages(paper().heading("Talks").table(["Day"], [[n] for n in range(200)]))
    assert "Talks" in texts[0]
    assert "Day" in texts[0]


def test_a_row_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        paper().table(["a", "b"], [["only one"]])


def test_pairs_without_a_value_are_left_out() -> None:
    text = pages(paper().facts([("Child", "陆小满"), ("Telephone", ""), ("Carer", None)]))[0]
    assert "陆小满" in text
    assert "Telephone" not in text
    assert "Carer" not in text


def test_no_pairs_at_all_make_no_error() -> None:
    assert pages(paper().facts([]))


def test_signatures_stay_together_with_their_days_and_the_seal() -> None:
    sheet = paper()
    for _line in range(31):
        sheet.paragraph("一行")
    last = pages(sheet.signatures(["Head teacher", "Carer"], seal="School seal"))[-1]
    assert "Head teacher" in last
    assert last.count("Day:") == 2
    assert "School seal" in last


def test_landscape_is_wide() -> None:
    box = PdfReader(BytesIO(paper(landscape=True).bytes())).pages[0].mediabox
    assert box.width > box.height


def test_the_same_content_gives_the_same_bytes_when_asked() -> None:
    assert paper(invariant=True).paragraph("一").bytes() == paper(invariant=True).paragraph("一").bytes()


def test_the_language_is_written_for_screen_readers() -> None:
    assert str(PdfReader(BytesIO(paper().bytes())).root_object["/Lang"]) == "en"


def test_a_code_and_lines_to_write_on_fit_on_the_sheet() -> None:
    assert "scan" in pages(paper().qr("https://school.example/v/1", "scan").blank_lines(3))[0]


def test_an_answer_keeps_its_chinese_name() -> None:
    sent = answer(paper().bytes(), "家访.pdf")
    assert sent.mimetype == "application/pdf"
    assert "filename*=UTF-8''%E5%AE%B6%E8%AE%BF.pdf" in sent.headers["Content-Disposition"]
