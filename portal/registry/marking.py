"""The uploaded workbook, given back with the doubtful cells coloured and explained."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import BinaryIO

from flask_babel import gettext as _

from portal.core.sheets.marking import Mark, marked_copy
from portal.core.sheets.reading import open_sheet
from portal.registry import headers, words
from portal.registry.reading import RegistryFile


def marked_workbook(target: BinaryIO, source: Path | BinaryIO, filename: str, read: RegistryFile) -> None:
    """Write to `target` the sheet that `read` came from; put right and uploaded again, its extra column is passed over."""
    marks: defaultdict[tuple[int, int], list[Mark]] = defaultdict(list)
    for finding in read.findings:
        place = read.headings.positions.get(finding.column, -1)
        found, remedy = words.sentence(finding), words.remedy(finding)
        said = _("%(column)s: %(found)s %(remedy)s", column=finding.column, found=found, remedy=remedy)
        marks[finding.row, place].append(Mark(said, finding.parked))
    with open_sheet(source, filename, accepts=headers.looks_like_header) as sheet:
        marked_copy(target, read.sheet_name, sheet.rows(), marks, header=read.header_row, title=_("What to put right"))
