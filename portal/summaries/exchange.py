"""A return for another program: data/return.schema.json is its shape, and what is hidden has no number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from portal.core import clock
from portal.school.queries import Profile
from portal.summaries.breakdown import cells_of
from portal.summaries.counting import ALL, TOTAL, Cell
from portal.summaries.definitions import Indicator
from portal.summaries.leaving import Shown
from portal.summaries.models import Act, ChangeReason, Finding, Return, State
from portal.summaries.queries.returns import Step

SHAPE = "shouwang/return/1"
SEX_NAMES = {"1": "male", "2": "female", "?": "unknown", ALL: ALL}


def message(
    found: Return,
    shown: Shown,
    school: Profile | None,
    findings: Sequence[Finding],
    reasons: Mapping[str, ChangeReason],
    steps: Sequence[Step],
) -> dict[str, Any]:
    """All that leaves the school of a return: counts, definitions, explanations, signatures; no child."""
    return {
        "shape": SHAPE,
        "school": {"code": school.code, "name": school.name, "district": school.district_code} if school else None,
        "return": found.kind,
        "period": found.period,
        "version": found.edition,
        "left_behind_definition": found.definition,
        "cut_off": found.cut_off.isoformat(),
        "state": str(found.state),
        "threshold": found.threshold,
        "zero_return": shown.leaving.lines.is_zero,
        "figures": list(_figures(shown, found.definition)),
        "explanations": [_explanation(finding) for finding in findings if finding.explanation],
        "changes": [{"indicator": name, "reason": reason.reason} for name, reason in reasons.items()],
        "signatures": list(_signatures(found, steps)),
        "digest": found.digest,
    }


def _figures(shown: Shown, definition: str) -> Iterator[dict[str, Any]]:
    lines = shown.leaving.lines
    for indicator in shown.leaving.form.indicators:
        if lines.total(indicator.id) is not None:
            yield {
                "indicator": indicator.id,
                "name": {"zh": indicator.name.zh, "en": indicator.name.en},
                "definition": {"zh": indicator.definition.zh, "en": indicator.definition.en},
                "left_behind_definition": indicator.definition_used(definition) or None,
                "denominator": indicator.denominator or None,
                "unit": indicator.unit,
                "written_in_by_hand": lines.by_hand(indicator.id),
                "source": lines.totals[indicator.id].source or None,
                "total": shown.count(indicator),
                "cells": [_cell(indicator, shown, cell) for cell in cells_of(indicator, lines) if cell != TOTAL],
            }


def _cell(indicator: Indicator, shown: Shown, cell: Cell) -> dict[str, Any]:
    grade, sex, boarding = cell
    return {"grade": grade, "sex": SEX_NAMES[sex], "boarding": boarding, "count": shown.count(indicator, cell)}


def _explanation(finding: Finding) -> dict[str, Any]:
    return {"balance": finding.balance, "indicator": finding.indicator, "text": finding.explanation}


def _signatures(found: Return, steps: Sequence[Step]) -> Iterator[dict[str, Any]]:
    moments = {Act.PREPARED: found.prepared_at, Act.REVIEWED: found.reviewed_at, Act.SIGNED: found.signed_at}
    for act, at in moments.items():
        if at is not None and (act is not Act.SIGNED or found.state is State.SIGNED):
            name = next((step.by for step in reversed(steps) if step.act is act), "")
            yield {"act": str(act), "name": name, "at": clock.local(at).isoformat(timespec="seconds")}
