"""Taking letters in: each is checked, kept and answered in one transaction, and the same letter gets the same receipt."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from portal.core import clock
from portal.core.db import session
from portal.district.judging import Known, Reason, Why, faults
from portal.district.models import GivenReceipt, Refusal, School, State, Submission, Sums
from portal.district.sums import add, as_json
from portal.district.words import spoken
from portal.exchange.letters import Envelope, Receipt, Verdict, read_inquiry, read_letter
from portal.exchange.message import CODE, Message, read_message
from portal.exchange.reading import Unreadable
from portal.exchange.signing import BadSignature, PublicKey, SigningKey, digest
from portal.summaries.definitions import return_forms

#: Clocks of schools may run ahead by so much.
AHEAD = timedelta(minutes=10)


class NotTaken(Exception):
    """The letter is not taken; the reasons go back to whoever sent it."""

    def __init__(
        self, *reasons: Reason, sender: str = "", message: Message | None = None, envelope: Envelope | None = None
    ) -> None:
        super().__init__(", ".join(str(reason.why) for reason in reasons))
        self.reasons = reasons
        self.sender = sender
        self.message = message
        self.envelope = envelope


@dataclass(frozen=True)
class Office:
    """The receiver that answers: its key, and the smallest count it looks at."""

    key: SigningKey
    threshold: int


@dataclass(frozen=True)
class Answer:
    """What goes back, and under which status."""

    status: int
    body: Mapping[str, Any]


def receive(body: bytes, office: Office) -> Answer:
    """Take a letter, or say why not; the caller opened a writing transaction. Never raises for anything that was sent."""
    raw = _parsed(body)
    try:
        return Answer(200, _taken(raw, office))
    except NotTaken as refused:
        return _refused(refused, raw, office)


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _taken(raw: Any, office: Office) -> Mapping[str, Any]:
    try:
        envelope, inside = read_letter(raw)
    except (Unreadable, ValueError, RecursionError) as broken:
        raise NotTaken(Reason(Why.UNREADABLE, getattr(broken, "place", ""))) from None
    school = sender_of(raw, envelope)
    try:
        message = read_message(inside)
    except Unreadable as broken:
        raise NotTaken(Reason(Why.UNREADABLE, broken.place), sender=school.code) from None
    sent = digest(inside)
    again = _sent_before(school, envelope, message, sent)
    if again is not None:
        return again
    _judge(school, envelope, message, office)
    return _kept(school, envelope, message, raw, sent, office)


def sender_of(raw: Any, envelope: Envelope) -> School:
    """The enrolled school whose key signed this; its row is held until the transaction ends."""
    school = session().scalar(select(School).where(School.code == envelope.sender).with_for_update())
    if school is None:
        raise NotTaken(Reason(Why.UNKNOWN_SCHOOL), sender=envelope.sender)
    try:
        PublicKey.read(school.public_key).check(raw)
    except BadSignature:
        raise NotTaken(Reason(Why.BAD_SIGNATURE), sender=envelope.sender) from None
    if school.closed_at is not None:
        raise NotTaken(Reason(Why.CLOSED), sender=envelope.sender)
    if envelope.sent_at > clock.now() + AHEAD:
        raise NotTaken(Reason(Why.FUTURE), sender=envelope.sender)
    return school


def _sent_before(school: School, envelope: Envelope, message: Message, sent: str) -> Mapping[str, Any] | None:
    """The receipt of the same letter; another letter under its number is not taken."""
    by_number = session().scalar(select(Submission).where(Submission.number == envelope.number))
    if by_number is not None and (by_number.digest != sent or by_number.school_id != school.id):
        raise NotTaken(Reason(Why.NUMBER_USED), sender=school.code, message=message, envelope=envelope)
    return None if by_number is None else last_receipt(by_number.id)


def last_receipt(submission_id: int) -> Mapping[str, Any]:
    """The newest word on a letter."""
    found = select(GivenReceipt.receipt).where(GivenReceipt.submission_id == submission_id).order_by(GivenReceipt.id.desc())
    receipt: Mapping[str, Any] = session().scalars(found.limit(1)).one()
    return receipt


def _judge(school: School, envelope: Envelope, message: Message, office: Office) -> None:
    taken = select(func.max(Submission.edition)).where(
        Submission.school_id == school.id, Submission.kind == message.kind, Submission.period == message.period
    )
    known = Known(clock.today(), school.code, session().scalar(taken) or 0, office.threshold, return_forms())
    found = list(faults(message, known))
    if found:
        raise NotTaken(*found, sender=school.code, message=message, envelope=envelope)


def _kept(school: School, envelope: Envelope, message: Message, raw: Any, sent: str, office: Office) -> Mapping[str, Any]:
    sums = _sums_of(message.kind, message.period)
    added = as_json(sums.sums)
    before = _in_force(school.id, message.kind, message.period)
    if before is not None:
        if before.state is State.ACCEPTED:
            add(added, read_message(before.letter["message"]), -1)
            sums.schools -= 1
        before.state = State.SUPERSEDED
    add(added, message, 1)
    sums.sums, sums.schools = added, sums.schools + 1
    made = Submission(
        number=envelope.number,
        school_id=school.id,
        kind=message.kind,
        period=message.period,
        edition=message.version,
        digest=sent,
        state=State.ACCEPTED,
        received_at=clock.now(),
        letter=raw,
    )
    session().add(made)
    session().flush()
    return give_receipt(made, school.code, Verdict.ACCEPTED, (), office)


def _in_force(school_id: int, kind: str, period: str) -> Submission | None:
    theirs = (Submission.school_id == school_id, Submission.kind == kind, Submission.period == period)
    return session().scalar(select(Submission).where(*theirs, Submission.state != State.SUPERSEDED))


def _sums_of(kind: str, period: str) -> Sums:
    """The row of sums, made when it is the first return of its period, held until the transaction ends."""
    made = sqlite.insert if session().get_bind().dialect.name == "sqlite" else postgresql.insert
    session().execute(made(Sums).values(kind=kind, period=period, schools=0, sums={}).on_conflict_do_nothing())
    return session().scalars(select(Sums).where(Sums.kind == kind, Sums.period == period).with_for_update()).one()


def give_receipt(
    made: Submission, code: str, verdict: Verdict, reasons: Sequence[Mapping[str, str]], office: Office
) -> Mapping[str, Any]:
    """Sign a word on a letter that was taken, and keep it."""
    now = clock.now()
    about = (made.number, code, made.kind, made.period, made.edition, made.digest)
    said = Receipt(*about, verdict, reasons, now).signed(office.key)
    session().add(GivenReceipt(submission_id=made.id, at=now, receipt=said))
    return said


def hand_back(made: Submission, code: str, comment: str, office: Office) -> None:
    """Hand a return back with a comment: it counts no more until a new version comes."""
    sums = _sums_of(made.kind, made.period)
    added = as_json(sums.sums)
    add(added, read_message(made.letter["message"]), -1)
    sums.sums, sums.schools = added, sums.schools - 1
    made.state = State.RETURNED
    give_receipt(made, code, Verdict.RETURNED, [{"code": "comment", "place": "", "zh": comment, "en": comment}], office)


def _refused(refused: NotTaken, raw: Any, office: Office) -> Answer:
    """Noted with what it said of its sender; only a readable return of a known school gets a signed receipt."""
    reasons = [dict(spoken(reason)) for reason in refused.reasons]
    said = "; ".join(f"{reason.why} {reason.place}".strip() for reason in refused.reasons)
    session().add(Refusal(at=clock.now(), sender=refused.sender, reasons=said[:1000]))
    if refused.message is None or refused.envelope is None:
        return Answer(403 if refused.sender and not refused.message else 400, {"refused": reasons})
    message, now = refused.message, clock.now()
    about = (refused.envelope.number, refused.sender, message.kind, message.period, message.version, digest(raw["message"]))
    return Answer(422, Receipt(*about, Verdict.REFUSED, reasons, now).signed(office.key))


def answer_inquiry(body: bytes, office: Office) -> Answer:
    """The newest receipts of letters a school asks after; a number unknown here is left out, so it is sent again."""
    raw = _parsed(body)
    try:
        envelope, numbers = read_inquiry(raw)
        school = sender_of(raw, envelope)
    except NotTaken as refused:
        return _refused(refused, raw, office)
    except (Unreadable, ValueError, RecursionError) as broken:
        return _refused(NotTaken(Reason(Why.UNREADABLE, getattr(broken, "place", ""))), raw, office)
    theirs = select(Submission.id).where(Submission.school_id == school.id, Submission.number.in_(numbers)).order_by(Submission.id)
    return Answer(200, {"receipts": [last_receipt(made) for made in session().scalars(theirs)]})


def is_code(text: str) -> bool:
    """Ten digits."""
    return CODE.fullmatch(text) is not None


def received_on(at: datetime) -> str:
    """The local day, for lists."""
    return clock.local(at).date().isoformat()
