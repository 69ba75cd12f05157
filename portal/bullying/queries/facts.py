"""What the rows of a case come to, for the guards of the procedure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from portal.bullying.models.cases import Role, State
from portal.bullying.models.committee import Choice, Seat
from portal.bullying.models.evidence import EvidenceKind
from portal.bullying.models.letters import LetterKind
from portal.bullying.models.steps import ClockKind, Step, StepKind
from portal.bullying.queries.case_file import CaseFile, Side
from portal.bullying.rules.committee import gaps
from portal.bullying.rules.procedure import Facts
from portal.core import clock
from portal.school.classes import classes
from portal.school.models import Stage
from portal.school.queries import number

UPHELD = "upheld"


def facts_of(file: CaseFile, today: date | None = None) -> Facts:
    """Everything the guards ask about, from the rows alone."""
    outcome = _outcome(file)
    return Facts(
        stopped=bool(file.of(StepKind.STOPPED)),
        investigators=sum(one.seat is Seat.INVESTIGATOR and one.recused_at is None for one in file.members),
        untold=_without(file.main, _parties(file.of(StepKind.GUARDIAN_TOLD))),
        unheard=_without(file.main, _heard(file)),
        report_written=bool(_since_opened_last(file, StepKind.INVESTIGATION_REPORT)),
        committee_gaps=gaps([one.seat for one in file.committee], stages_of(file), number("bullying.committee_least")),
        decided=_decided(file),
        finding=outcome,
        tier=file.case.tier,
        marked_serious=bool(file.of(StepKind.MARKED_SERIOUS)),
        unmeasured=_unmeasured(file),
        unfounded=[one.letter for one in file.sides if one.party.id in in_force(file)],
        hearings_open=hearings_open(file),
        unserved=_unserved(file),
        appeal_open=len(file.of(StepKind.APPEAL_RECEIVED)) > len(file.of(StepKind.APPEAL_DECIDED)),
        review_open=len(file.of(StepKind.REVIEW_ACCEPTED)) > len(file.of(StepKind.REVIEW_DECIDED)),
        reconsider=_reconsider(file),
        window_over=_window_over(file, today or clock.today()),
        unoffered=_without(file.main, _parties(file.of(StepKind.COUNSELLING_OFFERED))),
        unfollowed=_unfollowed(file),
        police=bool(file.of(StepKind.POLICE_REPORTED)),
        bureau=bool(file.of(StepKind.BUREAU_REPORTED)),
        other_school=_of_another_school(file),
        joint=bool(file.of(StepKind.JOINT_INVESTIGATION)),
        class_unanswered=still_asked(file, StepKind.CLASS_CHANGE_ASKED, StepKind.CLASS_CHANGE_DECIDED),
    )


def stages_of(file: CaseFile) -> frozenset[Stage]:
    """The stages of schooling of the children in the case."""
    known = classes()
    found = (known.get(side.child.class_id or 0) for side in file.standing if side.child is not None)
    return frozenset(one.stage for one in found if one is not None)


def hearings_open(file: CaseFile) -> Sequence[str]:
    """Sides that asked for a hearing which was not held yet."""
    return still_asked(file, StepKind.HEARING_ASKED, StepKind.HEARING_HELD)


def still_asked(file: CaseFile, asks: StepKind, answers: StepKind) -> Sequence[str]:
    """Sides that asked for something and were not answered since; what was done before somebody asked is no answer."""
    asked = {step.party_id: step.seq for step in file.of(asks)}
    answered = {step.party_id: step.seq for step in file.of(answers)}
    return [one.letter for one in file.standing if asked.get(one.party.id, 0) > answered.get(one.party.id, 0)]


def _without(sides: Sequence[Side], done: set[int | None]) -> Sequence[str]:
    return tuple(side.letter for side in sides if side.party.id not in done)


def _unmeasured(file: CaseFile) -> Sequence[str]:
    """Accused sides without a measure for the last finding; one of before it counts as long as nobody lifted it."""
    accused = [one for one in file.main if one.party.role is Role.AGGRESSOR]
    last = max((one.at for one in file.findings if one.outcome is not Choice.RETURNED), default=None)
    decided = {one.party_id for one in file.measures if last is not None and one.decided_at >= last}
    return _without(accused, {*decided, *in_force(file)})


def in_force(file: CaseFile) -> set[int | None]:
    """The sides for which something was decided and not lifted."""
    return {one.party_id for one in file.measures if one.lifted_at is None}


def _of_another_school(file: CaseFile) -> bool:
    """Whether another school was told, or a child of one may have been harmed or is said to have done it."""
    outside = any(one.child is None and one.party.role in (Role.TARGET, Role.AGGRESSOR) for one in file.standing)
    return outside or bool(file.of(StepKind.OTHER_SCHOOL_TOLD))


def _parties(steps: Sequence[Step]) -> set[int | None]:
    return {step.party_id for step in steps}


def _heard(file: CaseFile) -> set[int | None]:
    said = {one.party_id for one in file.evidence if one.kind is EvidenceKind.STATEMENT}
    return said | _parties(file.of(StepKind.HEARD))


def _moved_to(file: CaseFile, state: State) -> int:
    """The number of the last step that brought the case into a state, 0 when none did."""
    return max((step.seq for step in file.of(StepKind.MOVED) if step.facts["to"] == state.value), default=0)


def _since_opened_last(file: CaseFile, kind: StepKind) -> Sequence[Step]:
    begun = _moved_to(file, State.INVESTIGATING)
    return [step for step in file.of(kind) if step.seq > begun]


def _decided(file: CaseFile) -> Choice | None:
    since = _moved_to(file, State.COMMITTEE)
    found = [step for step in file.of(StepKind.FOUND) if step.seq > since]
    return Choice(found[-1].facts["outcome"]) if found else None


def _outcome(file: CaseFile) -> Choice | None:
    found = [Choice(step.facts["outcome"]) for step in file.of(StepKind.FOUND)]
    return next((one for one in reversed(found) if one is not Choice.RETURNED), None)


def _unserved(file: CaseFile) -> Sequence[str]:
    """Main sides whose guardians do not hold the decision that followed the last finding."""
    last = max((one.at for one in file.findings), default=None)
    served = {one.letter_id for one in file.services}
    have = {
        letter.party_id
        for letter in file.letters
        if letter.kind is LetterKind.DECISION and letter.id in served and last is not None and letter.made_at >= last
    }
    return _without(file.main, set(have))


def _reconsider(file: CaseFile) -> bool:
    """Whether one of the appeals and reviews since the case lay before the committee was granted, whatever the others came to."""
    since = _moved_to(file, State.COMMITTEE)
    answers = [step for step in file.of(StepKind.APPEAL_DECIDED, StepKind.REVIEW_DECIDED) if step.seq > since]
    return any(step.facts["answer"] != UPHELD for step in answers)


def _window_over(file: CaseFile, today: date) -> bool:
    windows = [one for one in file.clocks if one.kind is ClockKind.APPEAL]
    return bool(windows) and all(one.stopped_at is not None or one.met_at is not None or one.due < today for one in windows)


def _unfollowed(file: CaseFile) -> Sequence[str]:
    planned = [one for one in file.clocks if one.kind is ClockKind.FOLLOW_UP and one.stopped_at is None]
    done = {side.party.id for side in file.main if any(one.party_id == side.party.id for one in planned)}
    done -= {one.party_id for one in planned if one.met_at is None and one.party_id is not None}
    return _without(file.main, set(done))
