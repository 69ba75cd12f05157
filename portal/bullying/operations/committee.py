"""Seating a committee, recusing members, and the meeting that decides by vote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l

from portal.access.viewer import Viewer
from portal.bullying.models.cases import State
from portal.bullying.models.committee import Choice, Finding, Meeting, Member, Seat, Vote
from portal.bullying.models.steps import StepKind
from portal.bullying.operations.moving import move
from portal.bullying.operations.recording import start_serious
from portal.bullying.operations.steps import add_step
from portal.bullying.queries.case_file import CaseFile, file_of
from portal.bullying.queries.conflicts import is_of, near_to
from portal.bullying.rules.committee import has_quorum, result
from portal.bullying.rules.procedure import SERIOUS, Act
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused

ACTS = {Choice.FOUND: Act.FIND, Choice.NOT_FOUND: Act.NOT_FIND, Choice.RETURNED: Act.RETURN}
TIERS = range(1, 5)


def seat_member(file: CaseFile, seat: Seat, *, person_id: int | None = None, name: str = "", by: Viewer) -> Member:
    """Somebody sits for this case, by their login or by name; whoever is near to a side may not."""
    if (person_id is None) == (not name.strip()):
        raise Refused(_l("Choose somebody of the school, or write the name of somebody from outside."), field="person_id")
    if any(one.recused_at is None and one.seat is seat and is_of(one, person_id, name) for one in file.members):
        raise Refused(_l("This person sits here already."), field="person_id")
    voting = [one for one in file.committee if is_of(one, person_id, name)]
    if seat is not Seat.INVESTIGATOR and voting:
        raise Refused(_l("This person has a seat already."), field="person_id")
    reason = near_to(file, person_id, name)
    if reason is not None:
        raise Refused(reason, field="person_id" if person_id else "name")
    member = Member(
        case_id=file.case.id,
        person_id=person_id,
        name=name.strip() or None,
        seat=seat,
        seated_at=clock.now(),
        seated_by_id=by.person_id,
    )
    session().add(member)
    kind = StepKind.INVESTIGATOR if seat is Seat.INVESTIGATOR else StepKind.SEATED
    add_step(file.case, kind, facts={"seat": seat.value}, subject=member, by=by)
    return member


def recuse(file: CaseFile, member_id: int, why: str, *, by: Viewer) -> None:
    """A member stands back, with a reason; from now on the case is closed to them."""
    member = next((one for one in file.members if one.id == member_id and one.recused_at is None), None)
    if member is None:
        raise Refused(_l("This member does not sit here."), field="member_id")
    if not why.strip():
        raise Refused(_l("Write why."), field="reason")
    member.recused_at, member.recused_why = clock.now(), why.strip()
    add_step(file.case, StepKind.RECUSED, words=why.strip(), facts={"member": member.id}, by=by)


@dataclass(frozen=True)
class Held:
    """A meeting as it was minuted; who is not among `votes` was not there."""

    held_at: datetime
    minutes: str
    votes: Mapping[int, Choice]
    reasons: str
    tier: int | None = None
    guardians: str = ""


def hold_meeting(file: CaseFile, held: Held, *, by: Viewer) -> Finding:
    """Keep minutes and votes; what more than half of those present chose is found, and the case goes on from there."""
    case = file.case
    if case.state is not State.COMMITTEE:
        raise Refused(_l("The case does not lie before the committee."))
    choice = _decided(file, held)
    meeting = Meeting(
        case_id=case.id,
        held_at=held.held_at,
        minutes=held.minutes,
        guardians_took_part=held.guardians or None,
        recorded_at=clock.now(),
        recorded_by_id=by.person_id,
    )
    session().add(meeting)
    session().flush()
    session().add_all(Vote(meeting_id=meeting.id, member_id=key, choice=vote) for key, vote in held.votes.items())
    counted = {str(key): vote.value for key, vote in held.votes.items()}
    add_step(case, StepKind.MEETING, facts={"votes": counted}, subject=meeting, happened_at=held.held_at, by=by)
    return _find(file, held, choice, meeting, by)


def _decided(file: CaseFile, held: Held) -> Choice:
    members = {one.id for one in file.committee}
    _check_moment(file, held.held_at)
    if not set(held.votes) <= members:
        raise Refused(_l("Somebody voted who has no seat."), field="votes")
    _check_nobody_near(file, held)
    if not has_quorum(len(held.votes), len(members)):
        raise Refused(_l("No quorum: at least two thirds of %(count)s members must be there.", count=len(members)), field="votes")
    choice = result(list(held.votes.values()))
    if choice is None:
        raise Refused(_l("No choice has more than half of those present. Vote again."), field="votes")
    if choice is Choice.FOUND and held.tier not in TIERS:
        raise Refused(_l("Write which tier it is."), field="tier")
    return choice


def _check_moment(file: CaseFile, held_at: datetime) -> None:
    if held_at > clock.now():
        raise Refused(_l("The moment lies in the future."), field="held_at")
    if held_at < file.case.known_at.replace(second=0, microsecond=0):
        raise Refused(_l("This lies before the moment the school came to know of it."), field="held_at")


def _check_nobody_near(file: CaseFile, held: Held) -> None:
    """Who came near to a side only after taking the seat (a side was added, somebody was kept out) stands back too."""
    for member in file.committee:
        reason = near_to(file, member.person_id, member.name or "") if member.id in held.votes else None
        if reason is not None:
            name = file.member_name(member)
            raise Refused(_l("%(name)s has to stand back first: %(reason)s", name=name, reason=reason), field="votes")


def _find(file: CaseFile, held: Held, choice: Choice, meeting: Meeting, by: Viewer) -> Finding:
    case = file.case
    finding = Finding(
        case_id=case.id,
        meeting_id=meeting.id,
        outcome=choice,
        tier=held.tier if choice is Choice.FOUND else None,
        reasons=held.reasons,
        at=clock.now(),
        by_id=by.person_id,
    )
    session().add(finding)
    facts = {"outcome": choice.value, "tier": finding.tier}
    step = add_step(case, StepKind.FOUND, facts=facts, subject=finding, happened_at=held.held_at, by=by)
    if choice is not Choice.RETURNED:
        case.tier = finding.tier
    move(case, ACTS[choice], by=by)
    if finding.tier is not None and finding.tier >= SERIOUS:
        start_serious(file_of(case), step)
    return finding
