"""Results going out, by id and in the order of the file: as one JSON object or as a table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from portal.screening.scales.definition import Scale
from portal.screening.scoring.result import Result, Status

Results: TypeAlias = Mapping[str, Result]


def json_lines(results: Results) -> Iterator[str]:
    """`{"id": {…}, …}`, a line for each id."""
    yield "{"
    for number, (name, result) in enumerate(results.items(), start=1):
        comma = "" if number == len(results) else ","
        yield f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(result.as_object(), ensure_ascii=False)}{comma}"
    yield "}"


def csv_lines(scale: Scale, results: Results) -> Iterator[str]:
    """A heading, then a row for each id: status, total, flags, every other score, the band of every banded score."""
    groups = {"subscales": scale.subscales, "derived": scale.derived, "validity": scale.validity}
    scores = [name for names in groups.values() for name in names]
    yield _line(["id", "status", "missing", "total", "flags", "errors", *scores, *(f"{name}_band" for name in scale.bands)])
    for sheet, result in results.items():
        found = {**result.subscales, **result.derived, **result.validity}
        missing = None if result.status is Status.REJECTED else result.missing
        first = [sheet, result.status.value, missing, result.total, " ".join(result.flags), " ".join(result.errors)]
        yield _line([*first, *(found.get(name) for name in scores), *(result.bands.get(name) for name in scale.bands)])


def _line(cells: list[object]) -> str:
    row = io.StringIO()
    csv.writer(row, lineterminator="").writerow(cells)
    return row.getvalue()
