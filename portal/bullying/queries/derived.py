"""What follows from the steps of a case and stands in other rows too: the two are compared, also in cases of before the seals."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.bullying.models.cases import BullyingCase, Party
from portal.bullying.models.committee import Choice, Member, Vote
from portal.bullying.models.measures import Measure
from portal.bullying.models.steps import Clock, Step, StepKind
from portal.core.db import session
from portal.core.errors import Words

ONE_ACT = timedelta(minutes=1)  # a row and its step are written in one act, not in one instant


def contradictions(case: BullyingCase, steps: Sequence[Step]) -> Iterator[Words]:
    """One sentence for each kind of row that says otherwise than the steps."""
    if case.tier != _tier(steps):
        yield _l("The tier of the case is not the one its steps lead to.")
    if any(_votes(step.subject_id) != step.facts.get("votes") for step in steps if step.kind is StepKind.MEETING):
        yield _l("The votes are not those the steps tell of.")
    if _ended(Party, case, _by_party(steps), "withdrawn"):
        yield _l("Which sides were withdrawn is not what the steps tell.")
    if _ended(Member, case, _by_fact(steps, StepKind.RECUSED, "member"), "recused"):
        yield _l("Who stood back is not what the steps tell.")
    if _ended(Measure, case, _by_fact(steps, StepKind.MEASURE_LIFTED, "measure"), "lifted"):
        yield _l("Which measures were lifted is not what the steps tell.")
    if _clocks_differ(case, steps):
        yield _l("When a clock was met is not what the steps tell.")


def _tier(steps: Sequence[Step]) -> int | None:
    found = [step.facts for step in steps if step.kind is StepKind.FOUND]
    last = next((facts for facts in reversed(found) if facts.get("outcome") != Choice.RETURNED.value), None)
    return last.get("tier") if last is not None else None


def _votes(meeting_id: int | None) -> Mapping[str, str]:
    rows = session().execute(select(Vote.member_id, Vote.choice).where(Vote.meeting_id == meeting_id))
    return {str(member_id): choice.value for member_id, choice in rows}


def _by_party(steps: Sequence[Step]) -> Mapping[Any, Step]:
    return {step.party_id: step for step in steps if step.kind is StepKind.PARTY_WITHDRAWN}


def _by_fact(steps: Sequence[Step], kind: StepKind, fact: str) -> Mapping[Any, Step]:
    return {step.facts.get(fact): step for step in steps if step.kind is kind}


def _ended(table: Any, case: BullyingCase, told: Mapping[Any, Step], word: str) -> Collection[int]:
    """Numbers of the rows whose end (withdrawn, recused, lifted) and why are not those of the step that tells of it."""
    rows = session().scalars(select(table).where(table.case_id == case.id))
    ends = {row.id: (getattr(row, f"{word}_at"), getattr(row, f"{word}_why")) for row in rows}
    return [id_ for id_, (at, why) in ends.items() if not _is_told(at, why, told.get(id_))]


def _is_told(at: datetime | None, why: str | None, step: Step | None) -> bool:
    if at is None or step is None:
        return at is None and step is None and why is None
    return why == step.words and abs(step.recorded_at - at) <= ONE_ACT


def _clocks_differ(case: BullyingCase, steps: Sequence[Step]) -> bool:
    happened = {step.id: step.happened_at for step in steps}
    met = session().execute(select(Clock.met_by_step_id, Clock.met_at).where(Clock.case_id == case.id))
    return any(at != (happened.get(step_id) if step_id is not None else None) for step_id, at in met)
