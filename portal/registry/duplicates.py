"""The same child twice in one file; the later row waits for a person."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from portal.registry.columns import BIRTH_DATE, CLASS, MEMBERS, NAME, NUMBER, member_column
from portal.registry.findings import Finding, Level, Problem


class Numbered(Protocol):
    """A row of the file with what it says."""

    number: int
    record: dict[str, str]


def duplicates(rows: Iterable[Numbered]) -> Iterator[Finding]:
    """A finding for every row that repeats an earlier one, at 身份证件号 (equal numbers) or 姓名 (one of the two has no number).

    Without a number a child is known by name, birth date, class and guardian. Two different numbers are two children, whatever
    else is equal.
    """
    numbers: dict[str, int] = {}
    alike: defaultdict[tuple[str, str, str], list[Numbered]] = defaultdict(list)
    for row in rows:
        number = row.record.get(NUMBER, "")
        if number and number in numbers:
            yield _finding(row, NUMBER, Problem.DUPLICATE, numbers[number])
            continue
        if number:
            numbers[number] = row.number
        name, born = row.record.get(NAME, ""), row.record.get(BIRTH_DATE, "")
        if not name or not born:
            continue
        earlier = alike[(name_key(name), born, row.record.get(CLASS, ""))]
        twin = next((other for other in earlier if _same_child(row.record, other.record)), None)
        if twin is not None:
            yield _finding(row, NAME, Problem.NEAR_DUPLICATE, twin.number)
        earlier.append(row)


def name_key(name: str) -> str:
    """A name for comparing: half-width, without spaces and dots, Latin letters alike."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", name).casefold() if letter.isalnum())


def _same_child(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    if one.get(NUMBER) and other.get(NUMBER):
        return False
    mine, theirs = _guardians(one), _guardians(other)
    return bool(mine & theirs) or mine == theirs


def _guardians(record: Mapping[str, str]) -> set[str]:
    """The members of the family by name, in whatever order they stand."""
    names = (record.get(member_column(member, "姓名"), "") for member in MEMBERS)
    return {name_key(name) for name in names if name}


def _finding(row: Numbered, column: str, problem: Problem, other: int) -> Finding:
    return Finding(row.number, column, problem, Level.PARKED, row.record.get(column, ""), detail={"other": other})
