"""Pure decisions of mandatory reports: which step may come now, by when each is due, and the digest of a bundle."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.core.errors import Words
from portal.reporting.models import StepKind

#: What has to have happened before a step can be written.
AFTER: Mapping[StepKind, StepKind] = {
    StepKind.BUREAU: StepKind.POLICE,
    StepKind.CIVIL: StepKind.POLICE,
    StepKind.RECEIPT: StepKind.POLICE,
    StepKind.FEEDBACK: StepKind.POLICE,
}
#: What a report needs before it can be closed; the police can never be left out.
TO_CLOSE = (StepKind.POLICE, StepKind.BUREAU, StepKind.CIVIL, StepKind.FEEDBACK)


class Clock(StrEnum):
    """What is due of a report."""

    POLICE = "police"
    BUREAU = "bureau"
    CIVIL = "civil"
    RECEIPT = "receipt"
    FEEDBACK = "feedback"


@dataclass(frozen=True)
class Limits:
    """The figures of the clocks; only the three days of the police come from a rule."""

    police_minutes: int
    bureau_hours: int
    civil_hours: int
    receipt_hours: int
    feedback_days: int


@dataclass(frozen=True)
class Due:
    """A clock that runs: since when, until when."""

    clock: Clock
    start: datetime
    due: datetime


def running(found_at: datetime, first: Mapping[StepKind, datetime], limits: Limits) -> Sequence[Due]:
    """The clocks that run. `first` holds when each kind of step happened first; after closing none runs.

    The three days of the police begin when they took the case up (受案, 立案). Until their receipt is here only the school's own
    reminder to ask for it runs; an answer that came without a receipt ends both.
    """
    if StepKind.CLOSED in first:
        return []
    police = first.get(StepKind.POLICE)
    if police is None:
        return [Due(Clock.POLICE, found_at, found_at + timedelta(minutes=limits.police_minutes))]
    lasting = {
        Clock.BUREAU: timedelta(hours=limits.bureau_hours),
        Clock.CIVIL: timedelta(hours=limits.civil_hours),
    }
    found = [Due(clock, police, police + time) for clock, time in lasting.items() if StepKind(clock.value) not in first]
    return found if StepKind.FEEDBACK in first else [*found, _answer(police, first.get(StepKind.RECEIPT), limits)]


def _answer(police: datetime, receipt: datetime | None, limits: Limits) -> Due:
    if receipt is None:
        return Due(Clock.RECEIPT, police, police + timedelta(hours=limits.receipt_hours))
    start = max(police, receipt)
    return Due(Clock.FEEDBACK, start, start + timedelta(days=limits.feedback_days))


def refusal(kind: StepKind, done: Collection[StepKind], words: str) -> Words | None:
    """Why a step cannot be written now, None when it can. After closing, notes and feedback may still be added."""
    before = AFTER.get(kind)
    if before is not None and before not in done:
        return _l("The police come first. Write when and where the police were told, then this.")
    if kind is not StepKind.CLOSED:
        return None
    if StepKind.CLOSED in done:
        return _l("The report is closed already; what is new can be added as a note.")
    if StepKind.POLICE not in done:
        return _l("It has not reached the police. A report cannot be closed without that.")
    if set(TO_CLOSE) - set(done) and not words:
        return _l("Bureau, civil affairs or the answer of the police is missing. Write why it is closed without.")
    return None


def bundle_digest(report: Mapping[str, Any], steps: Sequence[Mapping[str, Any]]) -> str:
    """The SHA-256 of the whole bundle: what was found, and every step up to and with the last one of `steps`."""
    whole = json.dumps({"report": report, "steps": list(steps)}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(whole.encode()).hexdigest()
