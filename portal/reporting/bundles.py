"""The bundle of a report as its digest sees it, and whether what stands in the database is still what was reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from portal.reporting.models import MandatoryReport, StepKind
from portal.reporting.queries.reports import Step
from portal.reporting.rules import bundle_digest


def content_of(report: MandatoryReport) -> Mapping[str, Any]:
    """What was found, in plain values; which file it belongs to is found later and is no part of it."""
    return {
        "number": report.number,
        "found_at": _plain(report.found_at),
        "filed_at": _plain(report.filed_at),
        "found_by": report.found_by_id,
        "suspect": report.suspect.value,
        "sheet": report.sheet,
    }


def step_content(kind: StepKind, at: datetime, body: Mapping[str, Any], by_id: int) -> Mapping[str, Any]:
    """One step in plain values; its body names the digests of the files there were."""
    return {"kind": kind.value, "at": _plain(at), "body": dict(body), "by": by_id}


def _plain(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def untouched(report: MandatoryReport, steps: Sequence[Step]) -> Sequence[bool]:
    """For each step, whether report and steps up to it still give the digest that was noted when it was written."""
    content = [step_content(step.kind, step.at, step.body, step.by_id) for step in steps]
    found = content_of(report)
    return [bundle_digest(found, content[: place + 1]) == step.digest for place, step in enumerate(steps)]
