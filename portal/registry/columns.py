"""The 71 columns of the national registry, in the order of its template."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Column:
    """One column; the fields are explained at the head of data/columns.toml. `member` is 0 for the child itself."""

    name: str
    kind: str
    codes: str = ""
    required: bool = False
    decides: bool = False
    expected: bool = False
    member: int = 0


def _columns() -> Iterator[Column]:
    described: dict[str, Any] = tomllib.loads((DATA / "columns.toml").read_text(encoding="utf-8"))
    for entry in described["column"]:
        if "members" not in entry:
            yield Column(**entry)
            continue
        for member in range(1, entry["members"] + 1):
            for part in described["member"]:
                yield Column(**{**part, "name": f"成员{member}{part['name']}", "member": member})


COLUMNS: tuple[Column, ...] = tuple(_columns())
BY_NAME: dict[str, Column] = {column.name: column for column in COLUMNS}
REQUIRED: tuple[str, ...] = tuple(column.name for column in COLUMNS if column.required)
MEMBERS: tuple[int, ...] = tuple(sorted({column.member for column in COLUMNS if column.member}))

SCHOOL, NAME, SEX, BIRTH_DATE, CLASS = "学校标识码", "姓名", "性别", "出生日期", "班号"
DOCUMENT, NUMBER, ENTERED = "身份证件类型", "身份证件号", "入学年月"


def member_column(member: int, part: str) -> str:
    """The name of a member's column: (1, "姓名") is 成员1姓名."""
    return f"成员{member}{part}"
