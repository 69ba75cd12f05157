"""flask risk: the rules look through the whole school and propose; nobody's grade changes."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import click
from flask.cli import AppGroup
from flask_babel import gettext as _

from portal.cli.running import answer, told, writing
from portal.risk.axes import Grade
from portal.risk.operations.reviewing import Reviewed, review_school
from portal.risk.rules import Assessment

group = AppGroup("risk", help="Grades of attention.")


@group.command("review")
@click.option("--json", "as_json", is_flag=True, help="One object for scripts, with every new proposal.")
@told
def review(as_json: bool) -> None:
    """Look through every enrolled child: open proposals where the facts changed, raise and end alarms. Run it each night."""
    start = perf_counter()
    with writing("risk review"):
        reviewed = review_school(by=None)
    found = _said(reviewed, perf_counter() - start)
    counts = {name: found[name] for name in ("children", "seconds", "new", "withdrawn", "raised", "ended")}
    words = _(
        "%(children)s children, %(seconds)s s: %(new)s proposals, %(withdrawn)s taken back; alarms %(raised)s, %(ended)s ended.",
        **counts,
    )
    answer(found, as_json=as_json, words=words)


def _said(reviewed: Reviewed, seconds: float) -> dict[str, Any]:
    grades = [one.grade for _child, one in reviewed.proposed]
    return {
        "children": reviewed.children,
        "seconds": round(seconds, 2),
        "new": len(reviewed.proposed),
        "withdrawn": reviewed.withdrawn,
        "raised": reviewed.raised,
        "ended": reviewed.ended,
        "by_grade": {int(grade): grades.count(grade) for grade in (Grade.CLOSE, Grade.MORE, Grade.DAILY, Grade.NOT_ASSESSED)},
        "proposals": [_proposal(child, one) for child, one in reviewed.proposed],
    }


def _proposal(child: int, one: Assessment) -> dict[str, Any]:
    rules = [finding.rule for finding in one.findings]
    return {"child": child, "grade": int(one.grade), "rules": rules, "missing": list(one.missing)}
