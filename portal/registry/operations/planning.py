"""The plan of an import: the rows of the file against the files of the children, nothing written yet."""

from __future__ import annotations

from collections.abc import Mapping

from portal.registry.findings import Problem
from portal.registry.matching import ANOTHER, NOTHING_DECIDED, Matcher
from portal.registry.plan import Kind, Plan, PlannedRow, compared_row, new_row, parked_row
from portal.registry.queries import children_missing, file_states, hashed, known_children
from portal.registry.reading import RegistryFile


def plan_of(file: RegistryFile, *, part_only: bool = False, decided: Mapping[int, int] = NOTHING_DECIDED) -> Plan:
    """What taking this file in would do; with `part_only` the file speaks of a part of the school, so nobody has left.

    Findings that come from comparing with the files are added to their rows; a row of which a person said that it is another child
    does not wait for that any more.
    """
    for row in file.rows:
        if decided.get(row.number) == ANOTHER:
            row.findings = [one for one in row.findings if one.problem is not Problem.NEAR_DUPLICATE]
    matches = Matcher(known_children(), hashed).match(file.rows, decided)
    by_number = {row.number: row for row in file.rows}
    for finding in matches.findings:
        by_number[finding.row].findings.append(finding)
    rows = _compared(file, matches.children)
    if not part_only:
        present = set(matches.children.values()) | matches.shielded
        rows += [PlannedRow(0, Kind.LEFT, name, number, id_) for id_, name, number in children_missing(present)]
    return Plan(rows, file.findings, file)


def _compared(file: RegistryFile, children: dict[int, int]) -> list[PlannedRow]:
    states = file_states([children[row.number] for row in file.rows if row.number in children])
    found = []
    for row in file.rows:
        if row.number in children:
            found.append(compared_row(row, next(states)))
        else:
            found.append(parked_row(row) if row.parked else new_row(row))
    return found
