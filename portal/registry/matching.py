"""Which row is which child of the school: by the number, and where one of the two has none by name, birth date and family.

Two different numbers are two children, whatever else is equal. A row that waits for a person still shields every child it may mean.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from portal.core import identity_number
from portal.registry.columns import BIRTH_DATE, CLASS, MEMBERS, NAME, NUMBER, member_column
from portal.registry.duplicates import name_key
from portal.registry.findings import Finding, Level, Problem
from portal.registry.reading import Keys, RegistryRow

#: What a person says of a row: the number of a child, or that it is nobody who has a file here.
ANOTHER = 0
NOTHING_DECIDED: Mapping[int, int] = MappingProxyType({})
#: In the detail of a finding: the children a row may mean.
WHO = "who"


@dataclass(frozen=True, slots=True)
class Known:
    """A child of the school as matching sees it. `number` is the keyed hash of the identity number, "" without one."""

    id: int
    name: str
    birth_date: str
    class_number: str
    number: str
    guardians: frozenset[str] = frozenset()
    on_roll: bool = True


@dataclass
class Matches:
    """The outcome: row number → child id, children a waiting row may mean, and what a person must be told."""

    children: dict[int, int] = field(default_factory=dict)
    shielded: set[int] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


class Matcher:
    """Matches the rows of one file with the children known; `hashed` turns an identity number into its keyed hash."""

    def __init__(self, known: Iterable[Known], hashed: Callable[[str], str]) -> None:
        self.known = {child.id: child for child in known}
        self.hashed = hashed
        self.by_number = {child.number: child.id for child in self.known.values() if child.number}
        self.alike: defaultdict[tuple[str, str], list[Known]] = defaultdict(list)
        for child in self.known.values():
            self.alike[name_key(child.name), child.birth_date].append(child)

    def match(self, rows: Sequence[RegistryRow], decided: Mapping[int, int] = NOTHING_DECIDED) -> Matches:
        """First what a person decided (row → child, or ANOTHER), then every row by its number, then the rest by what else is known.

        The waiting rows only shield.
        """
        found = Matches()
        rest = []
        for row in rows:
            child = None if row.parked else self._said(row, decided, found) or self._by_number(row.record.get(NUMBER, ""))
            if child is not None:
                found.children[row.number] = child
            elif not row.parked and row.number not in decided:
                rest.append(row)
        taken = set(found.children.values())
        for row in rest:
            self._match_rest(row, found, taken)
        for row in rows:
            if row.parked:
                found.shielded |= self._shielded(row.keys)
        return found

    def _said(self, row: RegistryRow, decided: Mapping[int, int], found: Matches) -> int | None:
        """The child a person named for this row, as long as there is its file and no earlier row has it."""
        child = decided.get(row.number, ANOTHER)
        return child if child in self.known and child not in found.children.values() else None

    def _by_number(self, number: str) -> int | None:
        return self.by_number.get(self.hashed(number)) if number else None

    def _match_rest(self, row: RegistryRow, found: Matches, taken: set[int]) -> None:
        alike = self.alike.get((name_key(row.record[NAME]), row.record[BIRTH_DATE]), [])
        candidates = [child for child in alike if child.id not in taken and self._may_be(row.record, child)]
        if len(candidates) > 1:
            near = [child for child in candidates if same_family(row.record, child)]
            candidates = near or candidates
        if len(candidates) > 1:
            found.findings.append(_alike(row, Level.PARKED, "several", candidates))
            found.shielded |= {child.id for child in candidates}
        elif candidates:
            found.children[row.number] = candidates[0].id
            taken.add(candidates[0].id)
        elif near := [child for child in alike if child.number and child.on_roll and same_family(row.record, child)]:
            found.findings.append(_alike(row, Level.WARNING, "known", near))

    def _may_be(self, record: Mapping[str, str], child: Known) -> bool:
        """At most one of row and child has a number; a child known with its number must share class or family with the row."""
        if child.number:
            return not record.get(NUMBER) and same_family(record, child)
        return True

    def _shielded(self, keys: Keys) -> set[int]:
        if keys.number and (child := self._by_number(keys.number)) is not None:
            return {child}
        certain = identity_number.is_valid(keys.number)
        return {child.id for child in self.known.values() if not (certain and child.number) and _may_mean(keys, child)}


def _may_mean(keys: Keys, child: Known) -> bool:
    """Generous on purpose: a child kept on the roll for nothing is found the next time, one taken off by mistake may be harmed."""
    births = {day for day in (keys.birth_date, keys.number[6:14]) if len(day) == 8 and day.isdecimal()}
    born = child.birth_date in births or not births
    classed = child.class_number == keys.class_number or not keys.class_number
    if keys.name:
        return name_key(keys.name) == name_key(child.name) and (born or classed)
    return born and classed


def same_family(record: Mapping[str, str], child: Known) -> bool:
    """The same class, or a member of the family of the same name."""
    members = {name_key(name) for member in MEMBERS if (name := record.get(member_column(member, "姓名"), ""))}
    return record.get(CLASS, "") == child.class_number or bool(members & child.guardians)


def _alike(row: RegistryRow, level: Level, case: str, children: Sequence[Known]) -> Finding:
    detail = {WHO: " ".join(str(child.id) for child in children)}
    return Finding(row.number, NAME, Problem.NEAR_DUPLICATE, level, row.record.get(NAME, ""), case, detail)
