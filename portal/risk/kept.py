"""What was found, as it is kept: plain JSON under lock, read back into findings whatever the rules say by then."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from portal.access.permissions import Tier
from portal.risk.axes import Axis, Grade
from portal.risk.rules import Assessment, Fact, Finding


def kept(assessment: Assessment) -> dict[str, Any]:
    """The findings and the missing facts of an assessment."""
    return {"findings": [kept_finding(one) for one in assessment.findings], "missing": list(assessment.missing)}


def kept_finding(finding: Finding) -> dict[str, Any]:
    """One finding with its evidence."""
    facts = [[fact.name, fact.value, fact.on.isoformat() if fact.on else None, fact.detail] for fact in finding.facts]
    head = {"rule": finding.rule, "axis": finding.axis.value, "grade": int(finding.grade), "hard": finding.hard}
    return head | {"tier": finding.tier.value, "facts": facts}


def read_back(grade: int, found: Mapping[str, Any]) -> Assessment:
    """The assessment again."""
    return Assessment(Grade(grade), tuple(finding_of(one) for one in found["findings"]), tuple(found["missing"]))


def finding_of(found: Mapping[str, Any]) -> Finding:
    """One finding again."""
    facts = tuple(Fact(name, value, date.fromisoformat(on) if on else None, detail) for name, value, on, detail in found["facts"])
    return Finding(found["rule"], Axis(found["axis"]), Grade(found["grade"]), found["hard"], Tier(found["tier"]), facts)
