"""A registry file as a whole: opened, its headings matched, every pupil's row read and checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO

from flask_babel import lazy_gettext as _l

from portal.core.errors import Refused
from portal.core.sheets.cells import Row, formulas_refused
from portal.core.sheets.reading import Sheet, open_sheet
from portal.registry import headers
from portal.registry.columns import BIRTH_DATE, BY_NAME, CLASS, NAME, NUMBER, SCHOOL
from portal.registry.duplicates import duplicates
from portal.registry.findings import Finding, Level, Problem
from portal.registry.headers import Headings
from portal.registry.rows import RowReader, is_pupil
from portal.registry.rules import Check

_UNREADABLE = {Problem.IMPOSSIBLE_DATE, Problem.UNKNOWN_CLASS_FORM, Problem.CELL_ERROR}


@dataclass
class RegistryRow:
    """One pupil's row under the sheet's own number. `record` has the canonical text of every column the file has."""

    number: int
    record: dict[str, str]
    findings: list[Finding] = field(default_factory=list)

    @property
    def parked(self) -> bool:
        return any(finding.parked for finding in self.findings)

    @property
    def keys(self) -> Keys:
        """By what an existing child may be recognised, even when this row is parked."""
        unreadable = {finding.column for finding in self.findings if finding.problem in _UNREADABLE}
        name, born, group = ("" if column in unreadable else self.record.get(column, "") for column in (NAME, BIRTH_DATE, CLASS))
        return Keys(self.record.get(NUMBER, ""), name, born, group)


@dataclass(frozen=True)
class Keys:
    """Best effort: the number as given (it may have a wrong digit or be rounded), name, birth date and class where readable."""

    number: str
    name: str
    birth_date: str
    class_number: str


@dataclass(frozen=True)
class RegistryFile:
    """What a file says: its pupils' rows, parked ones included, and where everything stands in the sheet."""

    rows: list[RegistryRow]
    headings: Headings
    header_row: int
    sheet_name: str
    other_sheets: tuple[str, ...]
    other_school: str  # the school code of most rows when it is not the one asked for: most likely another school's file

    @property
    def findings(self) -> list[Finding]:
        return [finding for row in self.rows for finding in row.findings]

    @property
    def parked(self) -> list[RegistryRow]:
        return [row for row in self.rows if row.parked]

    @property
    def columns(self) -> tuple[str, ...]:
        """The standard columns the file has, in the registry's order."""
        return tuple(name for name in BY_NAME if name in self.headings.positions)


def read_headings(source: Path | BinaryIO, filename: str = "", mapping: Mapping[str, str] | None = None) -> Headings:
    """Only the headings, for asking what the unknown ones mean; refuses a file without any."""
    with open_sheet(source, filename, accepts=headers.looks_like_header) as sheet:
        return headers.match(_header_of(sheet).cells, mapping)


def read_registry(
    source: Path | BinaryIO,
    filename: str = "",
    *,
    today: date,
    mapping: Mapping[str, str] | None = None,
    school: str = "",
    progress: Callable[[int], object] | None = None,
) -> RegistryFile:
    """Read and check every pupil's row. Raises Refused, in words, for a file that cannot be taken in at all.

    `mapping` holds remembered headings → standard column, `school` is the code of this school, and `progress` hears the number
    of rows read, now and then.
    """
    with open_sheet(source, filename, accepts=headers.looks_like_header) as sheet:
        header = _header_of(sheet)
        headings = headers.match(header.cells, mapping)
        _refuse_missing(headings)
        reader = RowReader(headings, today)
        pupils, formulas = [], []
        for row in _pupils(sheet, header.number, headings):
            formulas += reader.formulas(row)
            pupils.append(_checked(row, reader, today))
            if progress is not None and len(pupils) % 100 == 0:
                progress(len(pupils))
    if formulas:
        raise formulas_refused(formulas)
    if not pupils:
        reason = _l("There is no pupil below the headings. Check that the right sheet was saved, then upload the file again.")
        raise Refused(reason)
    _tell_duplicates(pupils)
    return RegistryFile(pupils, headings, header.number, sheet.name, sheet.others, _tell_other_school(pupils, school))


def _header_of(sheet: Sheet) -> Row:
    if sheet.header is None:
        raise Refused(
            _l(
                "No row of headings such as %(names)s was found in the first rows of any sheet. "
                "Export the pupils from the registry once more, or write the headings above the columns.",
                names="、".join((NAME, CLASS, NUMBER)),
            )
        )
    return sheet.header


def _refuse_missing(headings: Headings) -> None:
    if headings.missing:
        raise Refused(
            _l(
                "These columns are missing: %(missing)s. Add them, or say which of these headings means them: %(unknown)s.",
                missing="、".join(headings.missing),
                unknown="、".join(headings.unknown) or "—",
            )
        )


def _pupils(sheet: Sheet, header: int, headings: Headings) -> Iterator[Row]:
    return (row for row in sheet.rows() if row.number > header and is_pupil(row.cells, headings.positions))


def _checked(row: Row, reader: RowReader, today: date) -> RegistryRow:
    record, problems = reader.read(row)
    return RegistryRow(row.number, record, Check(row.number, record, problems).findings(today))


def _tell_duplicates(rows: list[RegistryRow]) -> None:
    """A row already told about a cell is told once; who repeats an earlier row need not also find the number it lacks."""
    by_number = {row.number: row for row in rows}
    for finding in duplicates(rows):
        row = by_number[finding.row]
        if any(other.column == finding.column for other in row.findings):
            continue
        if finding.problem is Problem.NEAR_DUPLICATE:
            row.findings = [other for other in row.findings if (other.column, other.problem) != (NUMBER, Problem.MISSING)]
        row.findings.append(finding)


def _tell_other_school(rows: list[RegistryRow], school: str) -> str:
    """The code of most rows when it is not ours, to be said once; in a file of our own, strangers are told row by row."""
    codes = Counter(code for row in rows if (code := row.record.get(SCHOOL, "")))
    if not school or not codes:
        return ""
    usual = codes.most_common(1)[0][0]
    if usual != school:
        return usual
    for row in rows:
        code = row.record.get(SCHOOL, "")
        if code and code != school and all(finding.column != SCHOOL for finding in row.findings):
            row.findings.append(Finding(row.number, SCHOOL, Problem.OTHER_SCHOOL, Level.WARNING, code, detail={"school": school}))
    return ""
