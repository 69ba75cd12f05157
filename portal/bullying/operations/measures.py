"""Deciding a measure within the law, and lifting it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l

from portal.access.viewer import Viewer
from portal.bullying.models.cases import State
from portal.bullying.models.evidence import EvidenceKind
from portal.bullying.models.measures import Measure, MeasureKind
from portal.bullying.models.steps import ClockKind, StepKind
from portal.bullying.operations.clocks import running, start
from portal.bullying.operations.steps import add_step
from portal.bullying.queries.case_file import CaseFile, Side
from portal.bullying.queries.facts import hearings_open
from portal.bullying.rules.measures import LIMITS, Proposed, check
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.journal.operations import record
from portal.school.classes import classes
from portal.school.models import Stage
from portal.school.queries import number


@dataclass(frozen=True)
class Decided:
    """A measure as it was written."""

    party_id: int
    kind: MeasureKind
    words: str
    from_day: date
    until_day: date | None = None
    repeated: bool = False
    in_assessment: bool = False


def decide_measure(file: CaseFile, decided: Decided, *, by: Viewer) -> Measure:
    """Keep a measure for one side; Refused with the rule when class, stage, length or procedure forbid it."""
    case, side = file.case, file.side(decided.party_id)
    if case.state is not State.FOUND or case.tier is None:
        raise Refused(_l("Measures follow a finding of the committee."))
    if side is None or side.child is None or side.party.withdrawn_at is not None:
        raise Refused(_l("Choose whose side it belongs to."), field="party_id")
    check(_proposed(file, side, decided, case.tier))
    measure = Measure(
        case_id=case.id,
        party_id=side.party.id,
        child_id=side.child.id,
        kind=decided.kind,
        words=decided.words,
        from_day=decided.from_day,
        until_day=decided.until_day,
        in_assessment=decided.in_assessment,
        decided_at=clock.now(),
        decided_by_id=by.person_id,
    )
    session().add(measure)
    facts = {"kind": decided.kind.value}
    add_step(case, StepKind.MEASURE, party=side.party, words=decided.words, facts=facts, subject=measure, by=by)
    if LIMITS[decided.kind].term and decided.until_day is not None:
        start(case, ClockKind.LIFT, party=side.party, until=decided.until_day, measure=measure)
    record("bullying.measure_decided", subject=measure, child_id=side.child.id, by=by)
    return measure


def _proposed(file: CaseFile, side: Side, decided: Decided, tier: int) -> Proposed:
    assert side.child is not None  # noqa: S101 asked above
    school_class = classes().get(side.child.class_id or 0)
    own = side.party.id
    spoken = [one for one in file.evidence if one.party_id == own and one.kind is EvidenceKind.STATEMENT]
    return Proposed(
        kind=decided.kind,
        from_day=decided.from_day,
        until_day=decided.until_day,
        role=side.party.role,
        tier=tier,
        stage=school_class.stage if school_class else Stage.PRIMARY,
        grade=school_class.grade(decided.from_day) if school_class else None,
        repeated=decided.repeated,
        heard=bool(spoken) or any(one.party_id == own for one in file.of(StepKind.HEARING_HELD)),
        told=any(one.party_id == own for one in file.of(StepKind.GUARDIAN_TOLD)),
        hearing_open=side.letter in hearings_open(file),
        in_assessment=decided.in_assessment,
        upper_primary_from=number("bullying.upper_primary_from"),
        found_on=_found_on(file),
        suspended_days=_suspended_days(file, own),
    )


def _found_on(file: CaseFile) -> date | None:
    """The day of the meeting behind the finding the measures follow."""
    last = max(file.findings, key=lambda one: one.id, default=None)
    held = next((one.held_at for one in file.meetings if last is not None and one.id == last.meeting_id), None)
    return clock.local(held).date() if held is not None else None


def _suspended_days(file: CaseFile, party_id: int) -> int:
    """Days of suspension this case gave the side already; of a lifted one those until it was lifted."""
    suspended = [one for one in file.measures if one.party_id == party_id and one.kind is MeasureKind.SUSPENSION]
    return sum(max(0, (_last_day(one) - one.from_day).days + 1) for one in suspended)


def _last_day(measure: Measure) -> date:
    planned = measure.until_day or measure.from_day
    return planned if measure.lifted_at is None else min(planned, clock.local(measure.lifted_at).date())


def lift(file: CaseFile, measure_id: int, why: str, *, by: Viewer) -> Measure:
    """The child has mended: the measure ends and no longer counts against it; also after the case is closed."""
    measure = next((one for one in file.measures if one.id == measure_id), None)
    if measure is None or measure.lifted_at is not None:
        raise Refused(_l("This measure is lifted already."))
    if not why.strip():
        raise Refused(_l("Write why."), field="reason")
    measure.lifted_at, measure.lifted_why = clock.now(), why.strip()
    side = file.side(measure.party_id)
    party = side.party if side else None
    step = add_step(file.case, StepKind.MEASURE_LIFTED, party=party, words=why.strip(), facts={"measure": measure.id}, by=by)
    for each in running(file.case, ClockKind.LIFT, party):
        if each.measure_id == measure.id:
            each.met_at, each.met_by_step_id = step.happened_at, step.id
    record("bullying.measure_lifted", subject=measure, child_id=measure.child_id, by=by)
    return measure
