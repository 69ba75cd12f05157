"""Adding a step: it says what was done, is sealed to the step before, and can never be changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.bullying.models.cases import BullyingCase, Party
from portal.bullying.models.steps import Step, StepKind
from portal.bullying.rules.integrity import digest_of, link
from portal.core import clock
from portal.core.db import session
from portal.journal.operations import record


def add_step(
    case: BullyingCase,
    kind: StepKind,
    *,
    party: Party | None = None,
    words: str = "",
    facts: Mapping[str, Any] | None = None,
    subject: Any = None,
    happened_at: datetime | None = None,
    by: Viewer | None,
) -> Step:
    """The next step of a case; `subject` is the record it speaks of, whose content is sealed with it."""
    key = session().info["keys"].journal
    session().flush()
    last = (
        session().execute(select(Step.seq, Step.digest).where(Step.case_id == case.id).order_by(Step.seq.desc()).limit(1)).first()
    )
    step = Step(
        case_id=case.id,
        seq=(last[0] if last else 0) + 1,
        kind=kind,
        party_id=party.id if party else None,
        happened_at=happened_at or clock.now(),
        recorded_at=clock.now(),
        recorded_by_id=by.person_id if by else None,
        words=words or None,
        facts=dict(facts or {}),
        subject=subject.__tablename__ if subject is not None else "",
        subject_id=subject.id if subject is not None else None,
        subject_digest=digest_of(key, subject) if subject is not None else "",
    )
    step.digest = link(key, last[1] if last else start_of(case), step)
    session().add(step)
    session().flush()
    record("bullying.step_added", subject=step, child_id=party.child_id if party else None, by=by)
    return step


def start_of(case: BullyingCase) -> str:
    """What the first step of a case is sealed to: the case itself."""
    return digest_of(session().info["keys"].journal, case)
