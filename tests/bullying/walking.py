"""A case carried through the real operations, so that each test begins where it wants to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.bullying.models.cases import BullyingCase, Kind, Role, State
from portal.bullying.models.committee import Choice, Seat
from portal.bullying.models.evidence import EvidenceKind
from portal.bullying.models.letters import Letter, LetterKind, Manner
from portal.bullying.models.measures import MeasureKind
from portal.bullying.models.steps import Clock, ClockKind, StepKind
from portal.bullying.operations.committee import Held, hold_meeting, seat_member
from portal.bullying.operations.evidence import Piece, take_in
from portal.bullying.operations.letters import Arrived, serve, write_letter
from portal.bullying.operations.measures import Decided, decide_measure
from portal.bullying.operations.moving import move
from portal.bullying.operations.opening import open_case
from portal.bullying.operations.recording import Written, record_step
from portal.bullying.queries.case_file import CaseFile, file_of
from portal.bullying.rules.procedure import Act
from portal.children.models import Child
from portal.core import clock
from portal.core.db import session
from tests.cast import CHILD, OTHER_CHILD, Cast

TARGET_SAID = "甲侧原话杜鹃花四号"
ACCUSED_SAID = "乙侧原话白鹭鸶七号"


@dataclass
class Walk:
    """One case and whoever leads it, inside an open transaction."""

    case: BullyingCase
    by: Viewer
    cast: Cast
    folder: Path

    def state(self) -> State:
        """Asked anew each time."""
        return self.case.state

    @property
    def file(self) -> CaseFile:
        session().flush()
        return file_of(self.case)

    def party(self, place: int) -> int:
        return self.file.sides[place].party.id

    def step(self, kind: StepKind, words: str = "按规定办理。", place: int | None = None, **facts: str) -> None:
        party_id = None if place is None else self.party(place)
        record_step(self.file, Written(kind, words, party_id, None, facts), by=self.by)

    def act(self, act: Act, reason: str = "") -> None:
        move(self.case, act, reason=reason, by=self.by)

    def stopped(self) -> Walk:
        self.step(StepKind.STOPPED, "值班老师分开。")
        self.act(Act.STOP)
        return self

    def investigated(self) -> Walk:
        self.stopped()
        for key in ("counselor", "homeroom"):
            seat_member(self.file, Seat.INVESTIGATOR, person_id=self.cast.account(key).person_id, by=self.by)
        self.act(Act.INVESTIGATE)
        for place, said in enumerate((TARGET_SAID, ACCUSED_SAID)):
            self.step(StepKind.GUARDIAN_TOLD, "", place, manner="telephone", receiver="监护人", proof="通话记录")
            piece = Piece(EvidenceKind.STATEMENT, "本人陈述", said, "舒宁", party_id=self.party(place))
            take_in(self.file, piece, self.folder, by=self.by)
        return self

    def submitted(self) -> Walk:
        self.investigated()
        self.step(StepKind.INVESTIGATION_REPORT, "学生乙多次取笑学生甲。")
        self.seated()
        self.act(Act.SUBMIT)
        return self

    def seated(self) -> None:
        for seat, key in ((Seat.CHAIR, "principal"), (Seat.STAFF, "teacher"), (Seat.LEGAL, "legal")):
            seat_member(self.file, seat, person_id=self.cast.account(key).person_id, by=self.by)
        seat_member(self.file, Seat.PARENT, name="家长代表甲", by=self.by)
        seat_member(self.file, Seat.COMMUNITY, name="社区代表", by=self.by)

    def decided(self, choice: Choice = Choice.FOUND, tier: int | None = 1) -> Walk:
        votes = {one.id: choice for one in self.file.committee}
        hold_meeting(self.file, Held(clock.now(), "逐项讨论。", votes, "依据陈述与报告。", tier), by=self.by)
        return self

    def found(self, tier: int = 1) -> Walk:
        self.submitted()
        return self.decided(tier=tier)

    def measured(self, kind: MeasureKind = MeasureKind.APOLOGY, days: int | None = None) -> Walk:
        until = clock.today() + timedelta(days=days - 1) if days else None
        decided = Decided(self.party(1), kind, "当面道歉。", clock.today(), until)
        decide_measure(self.file, decided, by=self.by)
        return self

    def in_force(self) -> Walk:
        self.found().measured()
        self.act(Act.DECIDE)
        return self

    def served(self) -> Walk:
        for place in (0, 1):
            letter = write_letter(self.file, self.party(place), LetterKind.DECISION, "", by=self.by)
            self.arrive(letter)
        self.act(Act.SERVE)
        return self

    def arrive(self, letter: Letter) -> None:
        serve(self.file, letter, Arrived(Manner.IN_PERSON, "监护人", "签收单", clock.now()), by=self.by)

    def window_over(self) -> Walk:
        for each in session().scalars(select(Clock).where(Clock.kind == ClockKind.APPEAL)):
            each.due = clock.today() - timedelta(days=1)
        session().flush()
        return self

    def followed(self) -> Walk:
        for place in (0, 1):
            self.step(StepKind.COUNSELLING_OFFERED, "", place, accepted="yes")
        self.act(Act.FOLLOW)
        for _round in range(3):
            for place in (0, 1):
                self.step(StepKind.FOLLOWED_UP, "能正常上学。", place)
        return self


def begin(cast: Cast, *, key: str = "lead") -> Walk:
    """A case of 林小禾 (who may have been harmed) and 周朗, inside an open writing transaction."""
    ids = {row[0]: row[1] for row in session().execute(select(Child.name, Child.id))}
    words = f"{OTHER_CHILD}对{CHILD}起外号"
    roles = [(ids[CHILD], Role.TARGET), (ids[OTHER_CHILD], Role.AGGRESSOR)]
    by = cast.viewer(key)
    case = open_case(None, kind=Kind.VERBAL, happened_on=clock.today(), place="操场", words=words, roles=roles, by=by)
    return Walk(case, by, cast, cast.app.config["PORTAL"].uploads)
