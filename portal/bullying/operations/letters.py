"""Writing a letter to one side, and noting that it arrived."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l

from portal.access.viewer import Viewer
from portal.bullying.letters import composed
from portal.bullying.models.cases import State
from portal.bullying.models.committee import Choice
from portal.bullying.models.letters import Letter, LetterKind, Manner, Service
from portal.bullying.models.steps import ClockKind, Step, StepKind
from portal.bullying.operations.clocks import meet, running, start
from portal.bullying.operations.recording import check_receiver
from portal.bullying.operations.steps import add_step
from portal.bullying.queries.case_file import CaseFile, Side
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.journal.operations import record

#: States in which nothing is decided, or not yet anew: a letter would tell of less, or of what no longer holds.
UNDECIDED = frozenset({State.INVESTIGATING, State.COMMITTEE, State.FOUND})


def write_letter(file: CaseFile, party_id: int | None, kind: LetterKind, facts: str, *, by: Viewer) -> Letter:
    """Keep a letter as it is worded now; a decision needs a finding, a lifting something lifted."""
    side = next((one for one in file.standing if one.party.id == party_id and one.child is not None), None)
    if side is None:
        raise Refused(_l("Choose whose side it belongs to."), field="party_id")
    _check(file, side, kind)
    letter = Letter(
        case_id=file.case.id,
        party_id=side.party.id,
        kind=kind,
        number=f"{file.case.number}-{len(file.letters) + 1}",
        content=dict(composed(file, side, kind, facts)),
        made_at=clock.now(),
        made_by_id=by.person_id,
    )
    session().add(letter)
    add_step(
        file.case, StepKind.LETTER, party=side.party, facts={"kind": kind.value, "number": letter.number}, subject=letter, by=by
    )
    record("bullying.letter_written", subject=letter, child_id=side.party.child_id, by=by)
    return letter


def _check(file: CaseFile, side: Side, kind: LetterKind) -> None:
    if kind is LetterKind.DECISION and not any(one.outcome is not Choice.RETURNED for one in file.findings):
        raise Refused(_l("The committee has not found anything yet."), field="kind")
    if kind is LetterKind.DECISION and file.case.state in UNDECIDED:
        raise Refused(_l("Decide first what follows from the finding; then the families are told."), field="kind")
    lifted = [one for one in file.measures if one.party_id == side.party.id and one.lifted_at is not None]
    if kind is LetterKind.LIFTING and not lifted:
        raise Refused(_l("No measure of this side was lifted."), field="kind")


@dataclass(frozen=True)
class Arrived:
    """How a letter reached its reader."""

    manner: Manner
    receiver: str
    proof: str
    served_at: datetime


def serve(file: CaseFile, letter: Letter, arrived: Arrived, *, by: Viewer) -> Service:
    """A letter arrived: who took it, how, what proves it. A decision's arrival starts the time to appeal."""
    side = file.side(letter.party_id)
    if arrived.served_at > clock.now():
        raise Refused(_l("The moment lies in the future."), field="served_at")
    if arrived.served_at < letter.made_at.replace(second=0, microsecond=0):
        raise Refused(_l("The letter was not yet written then."), field="served_at")
    if arrived.manner is not Manner.PORTAL and not arrived.proof.strip():
        raise Refused(_l("Write what proves it: a signed copy, a postal receipt, a witness."), field="proof")
    check_receiver(file, side, arrived.receiver, arrived.manner.value)
    service = Service(
        letter_id=letter.id,
        manner=arrived.manner,
        receiver=arrived.receiver.strip(),
        proof=arrived.proof.strip(),
        served_at=arrived.served_at,
        recorded_at=clock.now(),
        recorded_by_id=by.person_id,
    )
    session().add(service)
    party = side.party if side else None
    facts = {"letter": letter.number, "manner": arrived.manner.value}
    step = add_step(file.case, StepKind.SERVED, party=party, facts=facts, subject=service, happened_at=arrived.served_at, by=by)
    _follows(file, side, letter, arrived, step, by)
    record("bullying.letter_served", subject=letter, child_id=party.child_id if party else None, by=by)
    return service


def _follows(file: CaseFile, side: Side | None, letter: Letter, arrived: Arrived, step: Step, by: Viewer) -> None:
    party = side.party if side else None
    if letter.kind is LetterKind.DECISION:
        meet(step, file.case, ClockKind.SERVE, party)
        if not running(file.case, ClockKind.APPEAL, party):
            start(file.case, ClockKind.APPEAL, party=party, at=arrived.served_at)
    if letter.kind is LetterKind.NOTICE and running(file.case, ClockKind.TELL_GUARDIANS, party):
        facts = {"manner": arrived.manner.value, "receiver": arrived.receiver, "proof": letter.number}
        told = add_step(file.case, StepKind.GUARDIAN_TOLD, party=party, facts=facts, happened_at=arrived.served_at, by=by)
        meet(told, file.case, ClockKind.TELL_GUARDIANS, party)
