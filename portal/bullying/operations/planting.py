"""Cases of the demo school, carried through the same operations as real ones on days gone by: one mid-way, one closed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from portal.access.permissions import ROLES as PERMISSIONS
from portal.access.permissions import Role as Post
from portal.access.viewer import Viewer
from portal.bullying.models.cases import BullyingCase, Kind, Role
from portal.bullying.models.committee import Choice, Seat
from portal.bullying.models.evidence import EvidenceKind
from portal.bullying.models.letters import LetterKind, Manner
from portal.bullying.models.measures import MeasureKind
from portal.bullying.models.steps import StepKind
from portal.bullying.operations.committee import Held, hold_meeting, seat_member
from portal.bullying.operations.evidence import Piece, take_in
from portal.bullying.operations.letters import Arrived, serve, write_letter
from portal.bullying.operations.measures import Decided, decide_measure
from portal.bullying.operations.moving import move
from portal.bullying.operations.opening import open_case
from portal.bullying.operations.recording import Written, record_step
from portal.bullying.queries.case_file import CaseFile, file_of
from portal.bullying.rules.procedure import Act
from portal.children.dated import holds_on
from portal.children.models import Child, Enrolment
from portal.core import clock
from portal.core.db import session
from portal.people.models import Person
from portal.people.models import Post as PostRow

NO_FOLDER = Path("unused")  # the demo's evidence is words
OUTSIDE = ((Seat.PARENT, "家长代表 文女士"), (Seat.LEGAL, "法治辅导员 蒋警官"), (Seat.COMMUNITY, "社区 殷主任"))
BEGAN, ENDED_AGO = 95, 40  # days ago


def plant_cases() -> None:
    """Two cases between children of one class; nothing where there are too few people."""
    staff = _staff()
    lead = next((viewer for viewer in staff if Post.SAFEGUARDING_LEAD in viewer.roles), None)
    children = _children()
    if lead is None or len(staff) < 5 or len(children) < 4:
        return
    _closed(lead, staff, children[:2])
    _mid_way(lead, staff, children[2:4])


def _staff() -> Sequence[Viewer]:
    held = select(Person.id, Person.name, PostRow.role).join(PostRow, PostRow.person_id == Person.id)
    wanted = (Post.PRINCIPAL, Post.SAFEGUARDING_LEAD, Post.COUNSELOR, Post.TEACHER)
    rows = session().execute(held.where(PostRow.role.in_(wanted), holds_on(PostRow, clock.today())).order_by(Person.id))
    found = {row[0]: Viewer(row[0], 0, row[1], frozenset({row[2]}), PERMISSIONS[row[2]]) for row in rows}
    return sorted(found.values(), key=lambda viewer: wanted.index(next(iter(viewer.roles))))


def _children() -> Sequence[int]:
    there = select(Child.id).where(Child.enrolment == Enrolment.ENROLLED, Child.class_id.is_not(None))
    return session().scalars(there.order_by(Child.class_id, Child.id).limit(6)).all()[2:]


@contextmanager
def _days_ago(days: float) -> Iterator[datetime]:
    """Within, it is some days ago, at ten in the morning."""
    moment = clock.begin_of(clock.today() - timedelta(days=int(days))) + timedelta(hours=10 + 24 * (days % 1))
    with clock.as_of(moment):
        yield moment


def _begun(lead: Viewer, kind: Kind, place: str, words: str, children: Sequence[int]) -> BullyingCase:
    roles = [(children[0], Role.TARGET), (children[1], Role.AGGRESSOR)]
    case = open_case(None, kind=kind, happened_on=clock.today(), place=place, words=words, roles=roles, by=lead)
    _step(case, lead, StepKind.STOPPED, "值班老师当场分开，带到办公室安抚，没有受伤。")
    move(case, Act.STOP, by=lead)
    for side, words in zip(file_of(case).standing, ("课间由老师陪着去操场。", "座位调到前排，课间不单独去二楼。"), strict=True):
        _step(case, lead, StepKind.PROTECTED, words, side.party.id)
        told = {"manner": Manner.TELEPHONE.value, "receiver": "监护人", "proof": "通话记录"}
        _step(case, lead, StepKind.GUARDIAN_TOLD, "", side.party.id, told)
    return case


def _step(
    case: BullyingCase,
    by: Viewer,
    kind: StepKind,
    words: str = "",
    party_id: int | None = None,
    facts: Mapping[str, str] | None = None,
) -> None:
    record_step(file_of(case), Written(kind, words, party_id, None, facts or {}), by=by)


def _investigated(case: BullyingCase, lead: Viewer, staff: Sequence[Viewer]) -> None:
    for viewer in staff[1:3]:
        seat_member(file_of(case), Seat.INVESTIGATOR, person_id=viewer.person_id, by=lead)
    move(case, Act.INVESTIGATE, by=lead)


def _spoken(case: BullyingCase, lead: Viewer, sides: Sequence[int], words: Sequence[str]) -> None:
    file = file_of(case)
    for place, said in zip(sides, words, strict=True):
        party_id = file.standing[place].party.id
        piece = Piece(EvidenceKind.STATEMENT, "本人陈述", said, "心理教师陪同", party_id=party_id)
        take_in(file_of(case), piece, NO_FOLDER, by=lead)


def _mid_way(lead: Viewer, staff: Sequence[Viewer], children: Sequence[int]) -> None:
    """Being investigated for six days: one statement is still missing."""
    with _days_ago(7):
        case = _begun(
            lead, Kind.RELATIONAL, "女生宿舍二楼", "查寝时发现几名同学不让其中一人进寝室，还把她的被子放到走廊。", children
        )
    with _days_ago(6):
        _investigated(case, lead, staff)
    with _days_ago(3):
        _spoken(case, lead, (0,), ("她们说我打了小报告，连着三天不跟我说话，昨天把我的被子丢出来。",))


def _closed(lead: Viewer, staff: Sequence[Viewer], children: Sequence[int]) -> None:
    """Found to be bullying, tier 1; measures, letters, care and follow-ups, closed whole."""
    with _days_ago(BEGAN):
        case = _begun(lead, Kind.VERBAL, "教学楼楼梯", "连着几天给同学起外号并带头取笑，课间被老师听到。", children)
        _investigated(case, lead, staff)
    with _days_ago(BEGAN - 5):
        _spoken(case, lead, (0, 1), ("他们一见我就喊外号，我不想来上学。", "我觉得好玩，没想到他这么难过。"))
        _step(case, lead, StepKind.INVESTIGATION_REPORT, "学生乙连续四天对学生甲起外号并带头取笑，有两名同学看到，本人承认。")
        _seated(case, lead, staff)
        move(case, Act.SUBMIT, by=lead)
    with _days_ago(BEGAN - 7) as now:
        _decided(case, lead, now)
    with _days_ago(BEGAN - 8) as now:
        _told(file_of(case), lead, now)
        move(case, Act.SERVE, by=lead)
    with _days_ago(BEGAN - 35):
        move(case, Act.FOLLOW, by=lead)
    _followed(case, lead)


def _seated(case: BullyingCase, lead: Viewer, staff: Sequence[Viewer]) -> None:
    seat_member(file_of(case), Seat.CHAIR, person_id=staff[0].person_id, by=lead)
    for viewer in staff[3:5]:
        seat_member(file_of(case), Seat.STAFF, person_id=viewer.person_id, by=lead)
    for seat, name in OUTSIDE:
        seat_member(file_of(case), seat, name=name, by=lead)


def _decided(case: BullyingCase, lead: Viewer, now: datetime) -> None:
    file = file_of(case)
    votes = {one.id: Choice.FOUND for one in file.committee}
    minutes = "听取调查报告和双方监护人意见，逐项讨论后表决。"
    reasons = "人数上占优势，故意取笑，造成学生甲不愿上学；情节轻微。"
    hold_meeting(file, Held(now, minutes, votes, reasons, 1, "双方监护人均到会"), by=lead)
    accused = file.standing[1].party.id
    measure = Decided(accused, MeasureKind.APOLOGY, "当面道歉，写一份反思。", clock.today())
    decide_measure(file_of(case), measure, by=lead)
    for side in file.standing:
        _step(case, lead, StepKind.COUNSELLING_OFFERED, "每周一次，四周。", side.party.id, {"accepted": "yes"})
    move(case, Act.DECIDE, by=lead)


def _told(file: CaseFile, lead: Viewer, now: datetime) -> None:
    for side in file.standing:
        letter = write_letter(file_of(file.case), side.party.id, LetterKind.DECISION, "学校查明有连续取笑的行为。", by=lead)
        serve(file_of(file.case), letter, Arrived(Manner.IN_PERSON, "监护人", "签收单", now), by=lead)


def _followed(case: BullyingCase, lead: Viewer) -> None:
    for days in (BEGAN - 42, BEGAN - 50, ENDED_AGO):
        with _days_ago(days):
            for side in file_of(case).standing:
                _step(case, lead, StepKind.FOLLOWED_UP, "回访：没有再发生，能正常上学。", side.party.id)
    with _days_ago(ENDED_AGO):
        move(case, Act.CLOSE, by=lead)
