"""What a check found, as counts and rows: for scripts, for the pages, and to be kept with the import."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from portal.registry.findings import Finding, Level, Problem
from portal.registry.matching import WHO
from portal.registry.plan import Difference, Kind, Plan, PlannedRow


def counts_of(plan: Plan) -> dict[str, int]:
    """The counts an import keeps; `parked` counts rows, `warned` cells."""
    counts = {str(kind): plan.count(kind) for kind in Kind}
    return counts | {"rows": sum(row.number > 0 for row in plan.rows), "warned": len(plan.warnings)}


def report_of(plan: Plan) -> dict[str, Any]:
    """The report for scripts: counts, and each finding by the sheet's own row number and the standard column."""
    counts = counts_of(plan)
    found = {name: counts[name] for name in ("rows", "new", "changed", "unchanged", "left")}
    return found | {"parked": [_cell(each) for each in plan.parked], "warnings": [_cell(each) for each in plan.warnings]}


def _cell(finding: Finding) -> dict[str, Any]:
    return {"row": finding.row, "column": finding.column, "problem": str(finding.problem)}


def row_content(row: PlannedRow, told: Sequence[Finding]) -> dict[str, Any]:
    """What is kept of a row for its pages."""
    found: dict[str, Any] = {"name": row.name, "class": row.class_number}
    if row.differences:
        found["differences"] = [[each.column, each.old, each.new, each.kept] for each in row.differences]
    if row.returns:
        found["returns"] = True
    if told:
        found["findings"] = [[f.column, f.problem, f.level, f.value, f.case, dict(f.detail)] for f in told]
    return found


def differences_in(content: dict[str, Any]) -> list[Difference]:
    """The differences kept by `row_content`."""
    return [Difference(*each) for each in content.get("differences", ())]


def meant_by(findings: Sequence[Finding]) -> list[int]:
    """The children a doubtful row may mean."""
    return [int(id_) for finding in findings for id_ in str(finding.detail.get(WHO, "")).split()]


def findings_in(content: dict[str, Any], number: int) -> list[Finding]:
    """The findings kept by `row_content`."""
    kept = content.get("findings", ())
    return [
        Finding(number, column, Problem(problem), Level(level), value, case, detail)
        for column, problem, level, value, case, detail in kept
    ]
