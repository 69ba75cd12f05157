"""A case in which every free text names every child and every guardian: whatever a page shows of it, it can leak."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Date, Enum, Integer, event, select

from portal.bullying.models.cases import BullyingCase, Near, Role
from portal.bullying.models.committee import Choice, Seat
from portal.bullying.models.evidence import CustodyAct, EvidenceKind
from portal.bullying.models.letters import LetterKind, Manner
from portal.bullying.models.reports import BullyingReport, Channel, Outcome
from portal.bullying.models.reports import Safety as Safe
from portal.bullying.operations.committee import Held, hold_meeting, recuse, seat_member
from portal.bullying.operations.evidence import Piece, hand_on, take_in
from portal.bullying.operations.letters import Arrived, serve, write_letter
from portal.bullying.operations.measures import lift
from portal.bullying.operations.opening import add_party
from portal.bullying.operations.recording import Written, record_step
from portal.bullying.operations.reporting import Told, take_report
from portal.bullying.operations.sides import lock_out, reply, withdraw_party
from portal.bullying.operations.talking import answer
from portal.bullying.operations.triage import Decided, triage
from portal.bullying.queries.sides import own_side
from portal.bullying.rules.procedure import Act
from portal.bullying.rules.steps import STEPS, writable
from portal.core import clock
from portal.core.db import Base, UtcDateTime, session
from portal.core.errors import Refused
from tests.bullying.telling import account
from tests.bullying.walking import Walk, begin
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.duty.roster_school import boarder

OUTSIDE = "郑航"
OF_TARGET = frozenset({CHILD, "小禾", "林海生", "林桂芬"})
OF_ACCUSED = frozenset({OTHER_CHILD, "阿朗", "周大山"})
NAMES = f"（{CHILD}、小禾、林海生、林桂芬，{OTHER_CHILD}、阿朗、周大山，{OUTSIDE}）"
#: Stands in what the school answers to whoever told it, and nowhere else.
SCHOOL_SAYS = "朗朗"

NAMED, LISTED, COMPOSED, CODE = "named", "listed", "composed", "code"
FACTS = ("receiver", "proof", "receipt", "missing")
ACCOUNT = ("words", "who_hurt", "who_did", "seen_by", "place", "when", "done")

#: Every text column of bullying. `named` and `listed` (some texts of a JSON) are written with all names; `composed` is put
#: together from other columns; `code` holds no words of anybody. A new column fails the test until it stands here.
COLUMNS: Mapping[str, str] = {
    "bullying_report.account": LISTED,
    "bullying_report.tracking": CODE,
    "bullying_report_message.words": NAMED,
    "bullying_report_picture.media_type": CODE,
    "bullying_report_picture.stored_as": CODE,
    "bullying_report_picture.digest": CODE,
    "bullying_report_triage.reason": NAMED,
    "bullying_case.number": CODE,
    "bullying_case.place": NAMED,
    "bullying_case.words": NAMED,
    "bullying_case.other_school": NAMED,
    "bullying_party.outside": COMPOSED,  # a name itself, told from the school beside it
    "bullying_party.withdrawn_why": NAMED,
    "bullying_lock_out.words": NAMED,
    "bullying_step.words": NAMED,
    "bullying_step.facts": LISTED,
    "bullying_step.subject": CODE,
    "bullying_step.subject_digest": CODE,
    "bullying_step.digest": CODE,
    "bullying_clock.stopped_why": NAMED,
    "bullying_member.name": NAMED,
    "bullying_member.recused_why": NAMED,
    "bullying_meeting.minutes": NAMED,
    "bullying_meeting.guardians_took_part": NAMED,
    "bullying_finding.reasons": NAMED,
    "bullying_evidence.title": NAMED,
    "bullying_evidence.text": NAMED,
    "bullying_evidence.beside": NAMED,
    "bullying_evidence.original": NAMED,
    "bullying_evidence.media_type": CODE,
    "bullying_evidence.stored_as": CODE,
    "bullying_evidence.digest": CODE,
    "bullying_custody.words": NAMED,
    "bullying_custody.digest": CODE,
    "bullying_letter.number": CODE,
    "bullying_letter.content": COMPOSED,
    "bullying_service.receiver": NAMED,
    "bullying_service.proof": NAMED,
    "bullying_measure.words": NAMED,
    "bullying_measure.lifted_why": NAMED,
    "bullying_seal.digests": CODE,
}


def attribute(column: str) -> Any:
    """The attribute of the model a column belongs to."""
    table, _dot, name = column.partition(".")
    mapper = next(one for one in Base.registry.mappers if getattr(one.local_table, "name", "") == table)
    return getattr(mapper.class_, mapper.get_property_by_column(mapper.local_table.c[name]).key)


def text_columns() -> set[str]:
    """Whatever can hold words: texts, sealed or not, and JSON, but for choices out of a list."""
    mappers = (one for one in Base.registry.mappers if one.class_.__module__.startswith("portal.bullying."))
    return {f"{one.local_table}.{column.name}" for one in mappers for column in one.local_table.c if _holds_words(column)}


def _holds_words(column: ColumnElement[Any]) -> bool:
    return not isinstance(column.type, Enum | Integer | Boolean | Date | UtcDateTime)


@contextmanager
def every_text_named() -> Iterator[None]:
    """Whatever is written into a free text meanwhile names everybody, as it would if somebody had typed it."""
    listening: list[tuple[Any, Callable[..., Any]]] = []
    for column, how in COLUMNS.items():
        if how in (NAMED, LISTED):
            listening.append((attribute(column), partial(_with_names, how)))
            event.listen(*_heard(listening[-1]), retval=True)
    try:
        yield
    finally:
        for each in listening:
            event.remove(*_heard(each))


def _heard(each: tuple[Any, Callable[..., Any]]) -> tuple[Any, str, Callable[..., Any]]:
    return each[0], "set", each[1]


def _with_names(how: str, _target: Any, value: Any, _old: Any, _initiator: Any) -> Any:
    if how == NAMED:
        return f"{value}{NAMES}" if value else value
    return {key: f"{text}{NAMES}" if key in FACTS + ACCOUNT and text else text for key, text in value.items()}


@dataclass(frozen=True)
class Named:
    """A case before a finding and one that went its whole way, both told by a parent and a teacher."""

    before: int
    after: int


def named(cast: Cast) -> Named:
    with cast.writing(), every_text_named():
        before = _written(_told(cast, begin(cast)).submitted())
        after = _whole(_told(cast, begin(cast)))
        return Named(before.case.id, after.case.id)


def _told(cast: Cast, walk: Walk) -> Walk:
    """A parent told what the case was opened from; what a teacher told was joined to it. The school answered both."""
    for key, channel in (("parent", Channel.GUARDIAN), ("teacher", Channel.STAFF)):
        report = take_report(Told(channel, Safe.SAFE, account()), walk.folder, by=cast.viewer(key))
        answer(report, f"学校会和{SCHOOL_SAYS}谈。", by=walk.by)
        triage(report, Decided(Outcome.JOINED, "同一件事。", walk.case.number), by=walk.by)
        answer(report, "我再说一句。", by=cast.viewer(key))
    walk.case.report_id = session().scalars(select(BullyingReport.id).order_by(BullyingReport.id.desc()).limit(1)).one()
    add_party(walk.case, Role.WITNESS, outside=f"城东二中 {OUTSIDE}", by=walk.by)
    return walk


def _written(walk: Walk) -> Walk:
    """Every step that can be written where the case stands, for each side."""
    facts = {"manner": "telephone", "receiver": "收件人", "proof": "通话", "receipt": "回执", "answer": "upheld", "granted": "yes"}
    for kind in (kind for kind in STEPS if writable(kind, walk.state())):
        for side in walk.file.sides:
            with suppress(Refused):
                record_step(walk.file, Written(kind, "写明情况。", side.party.id, None, facts), by=walk.by)
    file = walk.file
    hand_on(file.evidence[0], CustodyAct.HANDED, "交给保管人。", by=walk.by)
    object_ = Piece(EvidenceKind.OBJECT, "书包", "", "在场人", "保险柜", party_id=walk.party(0))
    take_in(file, object_, walk.folder, by=walk.by)
    lock_out(file, Near.RELATIVE, person_id=walk.cast.account("auditor").person_id, words="亲戚。", by=walk.by)
    return walk


def _whole(walk: Walk) -> Walk:
    """Through finding, measure, letters, service, follow-ups; a side withdrawn, a member recused, the measure lifted."""
    walk.submitted()
    seat_member(walk.file, Seat.EXPERT, name="校外专家", by=walk.by)
    recuse(walk.file, walk.file.committee[-1].id, "住得近。", by=walk.by)
    votes = dict.fromkeys((one.id for one in walk.file.committee), Choice.FOUND)
    hold_meeting(walk.file, Held(clock.now(), "逐项讨论。", votes, "依据陈述。", 1, "双方监护人到会。"), by=walk.by)
    walk.measured()
    walk.act(Act.DECIDE)
    _letters(walk, LetterKind.NOTICE)
    _answered(walk)
    walk.served().window_over().followed()
    _written(walk)
    lift(walk.file, walk.file.measures[0].id, "已改正。", by=walk.by)
    _letters(walk, LetterKind.LIFTING)
    witness = boarder(3)
    session().add(witness)
    session().flush()
    third = add_party(walk.case, Role.TARGET, child_id=witness.id, by=walk.by)
    session().flush()
    withdraw_party(walk.file, third.id, "写错了。", by=walk.by)
    return walk


def _answered(walk: Walk) -> None:
    """Each family reads its letter in the portal and answers."""
    for place, key in enumerate(("parent", "other_parent")):
        by = walk.cast.viewer(key)
        side = own_side(by, walk.party(place))
        letter = next(one for one in walk.file.letters if one.party_id == side.party_id)
        serve(walk.file, letter, Arrived(Manner.PORTAL, by.name, "", clock.now()), by=by)
        reply(side, "我们想说一句。", by=by)


def _letters(walk: Walk, kind: LetterKind) -> None:
    for place in (0, 1):
        with suppress(Refused):
            write_letter(walk.file, walk.party(place), kind, f"情况说明{NAMES}", by=walk.by)


def ids_of(cast: Cast, case_id: int) -> dict[str, list[Any]]:
    """What stands in the addresses of a case, by the name of the part."""
    with cast.reading():
        walk = Walk(session().get_one(BullyingCase, case_id), cast.viewer("lead"), cast, cast.app.config["PORTAL"].uploads)
        file = walk.file
        return {
            "case_id": [case_id],
            "party_id": [one.party.id for one in file.sides],
            "letter_id": [one.id for one in file.letters],
            "evidence_id": [one.id for one in file.evidence],
            "measure_id": [one.id for one in file.measures],
            "member_id": [one.id for one in file.members],
            "kind": [one.value for one in STEPS],
            "report_id": list(session().scalars(select(BullyingReport.id))),
            "picture_id": [1],
        }
