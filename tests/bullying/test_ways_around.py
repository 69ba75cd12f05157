"""Ways around the procedure that somebody in a hurry might try: each is closed, and says what to do instead."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.bullying.case_shown import clock_lines
from portal.bullying.models.cases import Near, Role, State
from portal.bullying.models.committee import Choice, Seat
from portal.bullying.models.measures import MeasureKind
from portal.bullying.models.steps import Clock, ClockKind, StepKind
from portal.bullying.operations.committee import Held, hold_meeting, recuse, seat_member
from portal.bullying.operations.measures import Decided, decide_measure, lift
from portal.bullying.operations.opening import add_party
from portal.bullying.operations.sides import lock_out, withdraw_party
from portal.bullying.queries.cases import counted
from portal.bullying.queries.facts import facts_of
from portal.bullying.rules.procedure import Act
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from tests.bullying.walking import Walk, begin
from tests.cast import Cast

DAY = timedelta(days=1)


@pytest.mark.parametrize("key", ["legal", ""])
def test_whoever_stood_back_does_not_sit_down_again(cast: Cast, key: str) -> None:
    with cast.writing():
        walk = begin(cast).submitted()
        person_id = cast.account(key).person_id if key else None
        name = "" if key else "社区代表"
        member = next(one for one in walk.file.committee if (one.person_id == person_id if key else one.name == name))
        recuse(walk.file, member.id, "与一方相识。", by=walk.by)
        for seat in (Seat.EXPERT, Seat.INVESTIGATOR):
            with pytest.raises(Refused, match="已经回避"):
                seat_member(walk.file, seat, person_id=person_id, name=name, by=walk.by)


def test_who_became_near_to_a_side_after_taking_a_seat_does_not_vote(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast).submitted()
        lock_out(walk.file, Near.RELATIVE, person_id=cast.account("legal").person_id, by=walk.by)
        with pytest.raises(Refused, match="回避"):
            walk.decided()
        member = next(one for one in walk.file.committee if one.person_id == cast.account("legal").person_id)
        recuse(walk.file, member.id, "与一方是亲戚。", by=walk.by)
        seat_member(walk.file, Seat.EXPERT, name="校外专家", by=walk.by)
        assert walk.decided().state() is State.FOUND


def test_a_meeting_was_not_held_before_the_school_knew(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast).submitted()
        votes = {one.id: Choice.FOUND for one in walk.file.committee}
        with pytest.raises(Refused, match="知悉"):
            hold_meeting(walk.file, Held(walk.case.known_at - DAY, "讨论。", votes, "依据报告。", 1), by=walk.by)


def overdue(walk: Walk, kind: ClockKind) -> None:
    for each in session().scalars(select(Clock).where(Clock.kind == kind)):
        each.due, each.due_at = clock.today() - 2 * DAY, None
    session().flush()


@pytest.mark.parametrize("way", ["closed", "withdrawn"])
def test_what_was_late_when_it_was_stopped_stays_late(cast: Cast, way: str) -> None:
    with cast.writing():
        walk = begin(cast).stopped()
        overdue(walk, ClockKind.TELL_GUARDIANS)
        if way == "closed":
            walk.act(Act.CLOSE_EARLY, "核实为打闹嬉戏，双方家长均已沟通。")
        else:
            withdraw_party(walk.file, walk.party(1), "写错了名字", by=walk.by)
        lines = [one for one in clock_lines(walk.file) if "停止计时" in one.state]
        assert lines
        assert all(one.late for one in lines)
        figures = counted()
        assert figures.late[ClockKind.TELL_GUARDIANS] + figures.late_now[ClockKind.TELL_GUARDIANS] == 2


def test_two_suspensions_are_not_longer_than_a_week_together(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast).found(tier=2)
        today = clock.today()

        def suspend(first: int, last: int) -> None:
            decided = Decided(walk.party(1), MeasureKind.SUSPENSION, "停课。", today + first * DAY, today + last * DAY)
            decide_measure(walk.file, decided, by=walk.by)

        suspend(0, 3)
        suspend(7, 9)
        with pytest.raises(Refused, match="一周"):
            suspend(4, 4)


def test_a_measure_does_not_begin_before_the_finding(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast).found()
        decided = Decided(walk.party(1), MeasureKind.APOLOGY, "道歉。", clock.today() - DAY)
        with pytest.raises(Refused, match="认定之前"):
            decide_measure(walk.file, decided, by=walk.by)


def test_what_was_decided_for_a_finding_that_fell_is_lifted_before_the_new_one_is_told(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast).in_force().served()
        walk.step(StepKind.APPEAL_RECEIVED, "不同意处置。", 1, receiver="周大山")
        walk.act(Act.APPEAL)
        walk.step(StepKind.APPEAL_DECIDED, "事实要再核。", answer="revoked")
        walk.act(Act.RECONSIDER)
        walk.decided(Choice.NOT_FOUND, None)
        with pytest.raises(Refused, match="解除"):
            walk.served()
        lift(walk.file, walk.file.measures[0].id, "申诉后改为不构成欺凌。", by=walk.by)
        assert walk.served().state() is State.APPEAL_WINDOW


def test_a_measure_lifted_before_a_new_finding_does_not_answer_it(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast).in_force().served()
        walk.step(StepKind.APPEAL_RECEIVED, "不同意处置。", 1, receiver="周大山")
        walk.act(Act.APPEAL)
        walk.step(StepKind.APPEAL_DECIDED, "事实要再核。", answer="changed")
        walk.act(Act.RECONSIDER)
        lift(walk.file, walk.file.measures[0].id, "按申诉决定改正。", by=walk.by)
        walk.decided()
        with pytest.raises(Refused, match="学生乙"):
            walk.act(Act.DECIDE)


def test_a_side_with_a_measure_in_force_is_not_withdrawn(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast).in_force()
        with pytest.raises(Refused, match="解除"):
            withdraw_party(walk.file, walk.party(1), "写错了名字", by=walk.by)
        lift(walk.file, walk.file.measures[0].id, "写错了名字。", by=walk.by)
        withdraw_party(walk.file, walk.party(1), "写错了名字", by=walk.by)


@pytest.mark.parametrize("role", [Role.TARGET, Role.AGGRESSOR])
def test_a_child_of_another_school_asks_for_a_joint_investigation_by_itself(cast: Cast, role: Role) -> None:
    with cast.writing():
        walk = begin(cast).investigated()
        add_party(walk.case, Role.WITNESS, outside="邻校某同学", by=walk.by)
        assert not facts_of(walk.file).other_school
        add_party(walk.case, role, outside="邻校某同学", by=walk.by)
        walk.step(StepKind.INVESTIGATION_REPORT, "学生乙多次取笑学生甲。")
        walk.seated()
        with pytest.raises(Refused, match="其他学校"):
            walk.act(Act.SUBMIT)


def test_a_review_that_upholds_does_not_plan_the_follow_ups_twice(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast).in_force().served().window_over()
        walk.act(Act.FOLLOW)
        planned = [one.id for one in walk.file.clocks if one.kind is ClockKind.FOLLOW_UP]
        walk.step(StepKind.REVIEW_ACCEPTED, "县里受理。", 1, receiver="区县防治办")
        walk.act(Act.REVIEW)
        walk.step(StepKind.REVIEW_DECIDED, "维持学校的认定。", answer="upheld", receipt="示例 9 号")
        walk.act(Act.ANSWER_REVIEW)
        walk.act(Act.FOLLOW)
        assert [one.id for one in walk.file.clocks if one.kind is ClockKind.FOLLOW_UP] == planned
