"""The return as a workbook: the paper on one A4 sheet, and the counts by grade, sex and boarding on a second."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from flask_babel import gettext as _

from portal.core.sheets.writing import SAFE, CellWriter, Value
from portal.summaries.breakdown import Broken, broken_down
from portal.summaries.leaving import Shown
from portal.summaries.paper import HIDDEN, Paper
from portal.summaries.words import BOARDING_WORDS, SEX_WORDS, grade_words

A4_PAPER = 9  # the number spreadsheets give it


def write(target: BinaryIO, paper: Paper, shown: Shown) -> None:
    """Write the workbook; only counts that may leave are in it."""
    import xlsxwriter

    with xlsxwriter.Workbook(target, SAFE | {"constant_memory": False}) as book:
        _front(book, book.add_worksheet(_("Return")), paper)
        _breakdown(book, book.add_worksheet(_("Breakdown")), broken_down(shown))


def _front(book: Any, sheet: Any, paper: Paper) -> None:
    last = len(paper.head) - 1
    _page(sheet, across=paper.is_wide)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, last, 9)
    sheet.merge_range(0, 0, 0, last, paper.title, book.add_format({"bold": True, "font_size": 16, "align": "center"}))
    sheet.merge_range(1, 0, 1, last, paper.subtitle, book.add_format({"align": "center"}))
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#EEEEEE", "align": "center", "text_wrap": True})
    for place, words in enumerate(paper.head):
        sheet.write_string(2, place, words, head)
    names, numbers = CellWriter(book, border=1), CellWriter(book, border=1, align="right")
    for row, (name, counts) in enumerate(paper.rows, start=3):
        names.write(sheet, row, 0, name)
        for place, count in enumerate(counts, start=1):
            numbers.write(sheet, row, place, count)
    _foot(book, sheet, paper, 3 + len(paper.rows), last)
    sheet.repeat_rows(2)


def _foot(book: Any, sheet: Any, paper: Paper, row: int, last: int) -> None:
    note = book.add_format({"text_wrap": True, "valign": "top", "font_size": 9, "num_format": "@"})
    for number, words in enumerate(paper.notes, start=1):
        sheet.merge_range(row, 0, row, last, f"{number}. {words}", note)
        sheet.set_row(row, 26)
        row += 1
    plain = book.add_format({"num_format": "@"})
    for number, words in enumerate((*paper.signatures, paper.seal)):
        sheet.write_string(row + 1 + number, 0, words, plain)


def _breakdown(book: Any, sheet: Any, counts: Sequence[Broken]) -> None:
    _page(sheet, across=False)
    head = book.add_format({"bold": True, "num_format": "@", "bottom": 1})
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 4, 14)
    for place, words in enumerate((_("Item"), _("Grade"), _("Sex"), _("Boarding"), _("Number"))):
        sheet.write_string(0, place, words, head)
    writer = CellWriter(book)
    for row, values in enumerate(_rows(counts), start=1):
        for place, value in enumerate(values):
            writer.write(sheet, row, place, value)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)


def _rows(counts: Sequence[Broken]) -> Iterator[Sequence[Value]]:
    for one in counts:
        grade, sex, boarding = one.cell
        number: Value = HIDDEN if one.number is None else one.number
        yield str(one.indicator.name), grade_words(grade), str(SEX_WORDS[sex]), str(BOARDING_WORDS[boarding]), number


def _page(sheet: Any, *, across: bool) -> None:
    sheet.set_paper(A4_PAPER)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.6, right=0.6, top=0.6, bottom=0.6)
    if across:
        sheet.set_landscape()
