"""The school's own export in the registry's form: read back, it changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO

from portal.core.sheets.writing import Column, write_csv, write_xlsx
from portal.registry.codes import label
from portal.registry.columns import COLUMNS

SHEET = "学生基本信息"
_WIDE = {"text": 30, "identity": 22, "telephone": 15}


def write_registry_xlsx(target: BinaryIO, records: Iterable[Mapping[str, str]], *, labels: bool = False) -> None:
    """The 71 columns in order, codes or (with `labels`) their names, every cell as text so that Excel keeps all digits."""
    columns = [Column(column.name, _WIDE.get(column.kind, 12)) for column in COLUMNS]
    write_xlsx(target, SHEET, columns, _rows(records, labels))


def write_registry_csv(target: BinaryIO, records: Iterable[Mapping[str, str]], *, labels: bool = False) -> None:
    """The same as text in UTF-8."""
    write_csv(target, [column.name for column in COLUMNS], _rows(records, labels))


def _rows(records: Iterable[Mapping[str, str]], labels: bool) -> Iterator[Sequence[str]]:
    for record in records:
        values = [record.get(column.name, "") for column in COLUMNS]
        yield [label(column.name, value) for column, value in zip(COLUMNS, values, strict=True)] if labels else values
