"""Cases carried through the database on every way there is: found, not found, sent back, appealed, reviewed, closed early."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.bullying.models.cases import BullyingCase, State
from portal.bullying.models.committee import Choice, Seat
from portal.bullying.models.letters import LetterKind
from portal.bullying.models.measures import MeasureKind
from portal.bullying.models.steps import Clock, ClockKind, StepKind
from portal.bullying.operations.committee import Held, hold_meeting, recuse, seat_member
from portal.bullying.operations.letters import write_letter
from portal.bullying.operations.measures import lift
from portal.bullying.queries.awards import standing_in
from portal.bullying.queries.case_file import file_of
from portal.bullying.queries.verifying import verify, verify_all
from portal.bullying.rules.procedure import Act
from portal.core import clock
from portal.core.contributions import declared_settings
from portal.core.db import session
from portal.core.errors import Refused
from portal.journal.models import JournalRow
from portal.school.operations.keeping import change_setting
from tests.bullying.walking import Walk, begin
from tests.cast import Cast


def test_a_mild_case_goes_from_opening_to_closing(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast).in_force().served().window_over().followed()
        walk.act(Act.CLOSE)
        assert walk.state() is State.CLOSED
        assert verify(walk.case, walk.folder) == []
    with cast.reading():
        running = select(Clock).where(Clock.met_at.is_(None), Clock.stopped_at.is_(None))
        assert session().scalars(running).all() == []
        assert verify_all() == []


def test_a_case_found_to_be_none_still_tells_both_and_looks_after_both(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast).submitted().decided(Choice.NOT_FOUND, None)
        assert walk.state() is State.NOT_FOUND
        with pytest.raises(Refused, match="送达"):
            walk.act(Act.SERVE)
        walk.served().window_over().followed()
        walk.act(Act.CLOSE)
        assert walk.state() is State.CLOSED


def test_each_step_that_is_missing_is_named(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast)
        with pytest.raises(Refused, match="怎样制止"):
            walk.act(Act.STOP)
        walk.stopped()
        with pytest.raises(Refused, match="两名调查人员"):
            walk.act(Act.INVESTIGATE)
        with pytest.raises(Refused, match="不能这样做"):
            walk.act(Act.SUBMIT)


def test_what_the_committee_needs_is_named_at_once(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast).stopped()
        for key in ("counselor", "homeroom"):
            seat_member(walk.file, Seat.INVESTIGATOR, person_id=cast.account(key).person_id, by=walk.by)
        walk.act(Act.INVESTIGATE)
        with pytest.raises(Refused) as refused:
            walk.act(Act.SUBMIT)
        for words in ("学生甲", "学生乙", "监护人", "陈述", "调查报告", "没有主持人", "家长代表"):
            assert words in str(refused.value), words


def test_what_is_sent_back_is_investigated_anew_with_a_new_clock(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast).submitted().decided(Choice.RETURNED, None)
        assert walk.state() is State.INVESTIGATING
        with pytest.raises(Refused, match="调查报告"):
            walk.act(Act.SUBMIT)
        walk.step(StepKind.INVESTIGATION_REPORT, "补查完成。")
        walk.act(Act.SUBMIT)
        clocks = session().scalars(select(Clock).where(Clock.kind == ClockKind.INVESTIGATE)).all()
        assert len(clocks) == 2
        assert all(one.met_at for one in clocks)
        assert walk.decided().case.state is State.FOUND


def test_a_serious_case_stands_still_until_police_and_bureau_know(cast: Cast) -> None:
    """Invariant 4: the two reports are tasks that block, and no reason replaces them."""
    with cast.writing():
        walk = begin(cast).found(tier=2).measured()
        kinds = {one.kind for one in session().scalars(select(Clock).where(Clock.met_at.is_(None), Clock.stopped_at.is_(None)))}
        assert {ClockKind.REPORT_POLICE, ClockKind.REPORT_BUREAU} <= kinds
        for act in (Act.DECIDE, Act.CLOSE_EARLY):
            with pytest.raises(Refused, match="公安机关"):
                walk.act(act, "双方家长都希望尽快结束此事。")
        walk.step(StepKind.POLICE_REPORTED, "", receiver="镇派出所", receipt="示例 3 号")
        with pytest.raises(Refused, match="公安机关"):
            walk.act(Act.DECIDE)
        walk.step(StepKind.BUREAU_REPORTED, "", receiver="区教委", receipt="示例 4 号")
        walk.act(Act.DECIDE)
        assert walk.state() is State.MEASURES


def test_a_case_marked_serious_before_any_finding_starts_the_two_clocks_and_cannot_be_closed_away(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast)
        walk.step(StepKind.MARKED_SERIOUS, "有人受伤送医。")
        due = session().scalars(select(Clock.due_at).where(Clock.kind == ClockKind.REPORT_POLICE)).one()
        assert due is not None
        assert timedelta(hours=1) < due - clock.now() <= timedelta(hours=2)
        with pytest.raises(Refused, match="公安机关"):
            walk.act(Act.CLOSE_EARLY, "家长撤回了反映，不再追究。")


def test_no_case_closes_early_without_a_written_reason_and_the_reason_keeps_what_was_missing(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast)
        for reason in ("", "  ", "没事了"):
            with pytest.raises(Refused, match="理由"):
                walk.act(Act.CLOSE_EARLY, reason)
        walk.act(Act.CLOSE_EARLY, "核实为打闹嬉戏，双方家长均已沟通。")
        assert walk.state() is State.CLOSED
        step = walk.file.steps[-1]
        assert "监护人" in step.facts["missing"]
        walk.act(Act.REOPEN, "又有同学反映，需要再查。")
        assert walk.state() is State.INVESTIGATING


def test_an_appeal_in_time_is_decided_and_may_bring_the_case_before_the_committee_again(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast).in_force().served()
        with pytest.raises(Refused, match="申诉期还没过"):
            walk.act(Act.FOLLOW)
        walk.step(StepKind.APPEAL_RECEIVED, "不同意处置。", 1, receiver="周大山")
        walk.act(Act.APPEAL)
        walk.step(StepKind.APPEAL_DECIDED, "事实要再核。", answer="revoked")
        with pytest.raises(Refused, match="申诉"):
            walk.act(Act.ANSWER_APPEAL)
        walk.act(Act.RECONSIDER)
        assert walk.state() is State.COMMITTEE
        walk.decided()
        walk.act(Act.DECIDE)
        with pytest.raises(Refused, match="送达"):
            walk.act(Act.SERVE)
        walk.served()
        assert walk.state() is State.APPEAL_WINDOW


def test_an_appeal_after_the_window_is_refused_and_a_review_of_the_county_takes_fifteen_days(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast).in_force().served().window_over()
        with pytest.raises(Refused, match="期限已过"):
            walk.step(StepKind.APPEAL_RECEIVED, "不同意。", 1, receiver="周大山")
        walk.step(StepKind.REVIEW_ACCEPTED, "县里受理。", 1, receiver="区县防治办")
        due = session().scalars(select(Clock.due).where(Clock.kind == ClockKind.REVIEW)).one()
        assert due == clock.today() + timedelta(days=15)
        walk.act(Act.REVIEW)
        walk.step(StepKind.REVIEW_DECIDED, "维持学校的认定。", answer="upheld", receipt="示例 9 号")
        walk.act(Act.ANSWER_REVIEW)
        assert walk.state() is State.APPEAL_WINDOW


def test_lifting_a_sanction_hides_it_from_decisions_on_awards(cast: Cast) -> None:
    """Invariant 12."""
    with cast.writing():
        walk = begin(cast).found(tier=2).measured(MeasureKind.WARNING, days=90)
        child_id = walk.file.sides[1].party.child_id
        assert child_id
        side = walk.file.sides[1]
        assert side.child
        assert side.child.class_id
        class_id = side.child.class_id
        assert [(one.child_id, one.measure.kind) for one in standing_in(walk.by, class_id)] == [(child_id, MeasureKind.WARNING)]
        with pytest.raises(Refused, match="没有解除"):
            write_letter(walk.file, walk.party(1), LetterKind.LIFTING, "", by=walk.by)
        lift(walk.file, walk.file.measures[0].id, "一学期表现良好。", by=walk.by)
        assert standing_in(walk.by, class_id) == []
        letter = write_letter(walk.file, walk.party(1), LetterKind.LIFTING, "", by=walk.by)
        assert "警告已于" in letter.content["paragraphs"][0]
        assert session().scalars(select(Clock).where(Clock.kind == ClockKind.LIFT)).one().met_at
        assert verify(walk.case) == []


def test_a_committee_without_quorum_or_majority_decides_nothing(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast).submitted()
        members = [one.id for one in walk.file.committee]
        few = dict.fromkeys(members[:3], Choice.FOUND)
        with pytest.raises(Refused, match="三分之二"):
            hold_meeting(walk.file, Held(clock.now(), "讨论。", few, "依据。", 1), by=walk.by)
        split = dict(zip(members, [Choice.FOUND, Choice.FOUND, Choice.NOT_FOUND, Choice.NOT_FOUND, Choice.ABSTAINED], strict=True))
        with pytest.raises(Refused, match="一半"):
            hold_meeting(walk.file, Held(clock.now(), "讨论。", split, "依据。", 1), by=walk.by)
        with pytest.raises(Refused, match="第几级"):
            hold_meeting(walk.file, Held(clock.now(), "讨论。", dict.fromkeys(members, Choice.FOUND), "依据。"), by=walk.by)
        assert walk.state() is State.COMMITTEE


def test_who_stands_back_no_longer_counts_and_may_leave_the_committee_incomplete(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast).submitted()
        legal = next(one for one in walk.file.committee if one.seat is Seat.LEGAL)
        recuse(walk.file, legal.id, "与一方家长是邻居。", by=walk.by)
        members = dict.fromkeys([one.id for one in walk.file.committee], Choice.FOUND)
        assert legal.id not in members
        with pytest.raises(Refused, match="还不齐"):
            hold_meeting(walk.file, Held(clock.now(), "讨论。", members, "依据。", 1), by=walk.by)
        with pytest.raises(Refused, match="没有席位"):
            hold_meeting(walk.file, Held(clock.now(), "讨论。", {**members, legal.id: Choice.FOUND}, "依据。", 1), by=walk.by)


def test_ten_more_days_only_where_the_school_allows_it_once_and_by_the_principal(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast).investigated()
        with pytest.raises(Refused, match="不延长"):
            walk.step(StepKind.EXTENDED, "情况复杂。")
        change_setting(declared_settings()["bullying.extension"], "yes", version=0, by=walk.by)
    with cast.writing():
        walk = Walk(session().scalars(select(BullyingCase)).one(), cast.viewer("lead"), cast, walk.folder)
        with pytest.raises(Refused, match="校长"):
            walk.step(StepKind.EXTENDED, "情况复杂。")
        walk.by = cast.viewer("principal")
        walk.step(StepKind.EXTENDED, "情况复杂。")
        due = session().scalars(select(Clock.due).where(Clock.kind == ClockKind.INVESTIGATE, Clock.stopped_at.is_(None))).one()
        assert due == clock.today() + timedelta(days=20)
        with pytest.raises(Refused, match="一次"):
            walk.step(StepKind.EXTENDED, "还要查。")


def test_before_an_award_sanctions_in_force_are_seen_by_whoever_handles_and_asking_is_noted(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast).found(tier=2).measured(MeasureKind.WARNING, days=90)
        child = walk.file.sides[1].child
        assert child
        page, name = f"/bullying/awards?class={child.class_id}", child.name
    assert cast.who_enters(page) == {"lead", "principal"}
    lead = cast.signed_in("lead")
    assert name not in lead.get("/bullying/awards").text
    text = lead.get(page).text
    assert name in text
    assert "警告" in text
    with cast.reading():
        assert session().scalars(select(JournalRow.seq).where(JournalRow.event == "bullying.awards_asked")).all()
    with cast.writing():
        file = file_of(session().scalars(select(BullyingCase)).one())
        lift(file, file.measures[0].id, "一学期表现良好。", by=cast.viewer("lead"))
    text = lead.get(page).text
    assert name not in text
    assert "没有在期的处分" in text


def test_with_another_school_the_bureau_leads_one_investigation_before_the_committee_meets(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast).investigated()
        walk.step(StepKind.OTHER_SCHOOL_TOLD, "乙方在邻校就读。", receiver="石桥镇中心学校")
        assert walk.case.other_school == "石桥镇中心学校"
        walk.step(StepKind.INVESTIGATION_REPORT, "学生乙多次取笑学生甲。")
        walk.seated()
        with pytest.raises(Refused, match="联合调查"):
            walk.act(Act.SUBMIT)
        walk.step(StepKind.BUREAU_REPORTED, "", receiver="区教委", receipt="示例 3 号")
        with pytest.raises(Refused, match="联合调查"):
            walk.act(Act.SUBMIT)
        with pytest.raises(Refused):
            walk.step(StepKind.JOINT_INVESTIGATION, "两校一起问了在场学生。")
        walk.step(StepKind.JOINT_INVESTIGATION, "两校一起问了在场学生。", receiver="区教委牵头")
        walk.act(Act.SUBMIT)
        assert walk.state() is State.COMMITTEE
        case_id = walk.case.id
    assert "石桥镇中心学校" in cast.signed_in("lead").get(f"/bullying/cases/{case_id}").text


def test_a_family_that_asks_for_another_class_is_answered_before_the_case_closes(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast).in_force().served().window_over().followed()
        with pytest.raises(Refused, match="没有提出调班"):
            walk.step(StepKind.CLASS_CHANGE_DECIDED, place=0, granted="yes")
        walk.step(StepKind.CLASS_CHANGE_ASKED, "奶奶希望换一个班", place=0)
        with pytest.raises(Refused, match="提出调班，请先答复"):
            walk.act(Act.CLOSE)
        with pytest.raises(Refused, match="选择处理结果"):
            walk.step(StepKind.CLASS_CHANGE_DECIDED, place=0)
        walk.step(StepKind.CLASS_CHANGE_DECIDED, "评估后调到二班", place=0, granted="yes")
        walk.act(Act.CLOSE)
        assert walk.state() is State.CLOSED
