"""What cannot wait calls people by itself, each once, the next one when nobody took it: the clock moves, no page is opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from portal.children.models import Child
from portal.core import clock
from portal.core.db import session
from portal.counseling.codes import Danger
from portal.counseling.models import Case, Crisis
from portal.counseling.operations.crises import begin_crisis, take_up
from portal.duty.operations import missing
from portal.duty.queries.search import missing_within
from portal.journal.models import JournalRow
from portal.journal.queries import first_broken_row
from portal.outbox.calling import call_out
from portal.outbox.models import Dispatch, Message
from portal.outbox.operations.gathering import gather
from portal.risk.models import AttentionAlarm
from portal.risk.operations.answering import answer_alarm
from portal.screening.models import FlagKind
from portal.screening.operations.flags import acknowledge, raise_flags
from tests.cast import CHILD, PEOPLE, Cast
from tests.counseling.room_of import case_for
from tests.duty.evening import weekend
from tests.duty.test_alarms_on_duty import on_duty
from tests.duty.test_search import lost
from tests.screening.school import participant, ready

HALF_AN_HOUR = timedelta(minutes=31)


def called(cast: Cast, about: str) -> list[str]:
    """One round; whom it has told of this by now, in the order they were told."""
    call_out(cast.database)
    with cast.reading():
        names = {cast.viewer(key).person_id: key for key in PEOPLE if PEOPLE[key][1] not in ("guardian", "carer")}
        found = select(Message.person_id).where(Message.key.like(f"{about}.%"), Message.kind == "urgent").order_by(Message.id)
        return [names[person_id] for person_id in session().scalars(found)]


def journaled(cast: Cast, event: str) -> int:
    with cast.reading():
        assert first_broken_row() is None
        return session().scalar(select(func.count()).where(JournalRow.event == event)) or 0


def test_an_alarm_calls_the_homeroom_teacher_the_lead_and_the_principal(cast: Cast, friday: time_machine.Traveller) -> None:
    child_id = cast.child_id()
    with cast.writing():
        alarm = AttentionAlarm(child_id=child_id, rule="alone", evidence={}, raised_at=clock.now())
        session().add(alarm)
        session().flush()
        alarm_id = alarm.id
    assert called(cast, "risk.alarm") == called(cast, "risk.alarm") == ["homeroom"]
    friday.shift(timedelta(days=1))
    assert called(cast, "risk.alarm")[:2] == ["homeroom", "lead"] or called(cast, "risk.alarm") == ["homeroom", "principal"]
    friday.shift(timedelta(days=3))
    assert called(cast, "risk.alarm")[-1] == "principal"
    before = journaled(cast, "risk.alarm_called")
    assert before == len(called(cast, "risk.alarm"))
    with cast.writing():
        answer_alarm(alarm_id, "已联系，爷爷今晚过来。", by=cast.viewer("lead"))
    friday.shift(timedelta(days=3))
    assert len(called(cast, "risk.alarm")) == before


def test_a_child_without_a_class_is_asked_of_the_lead_first(cast: Cast, friday: time_machine.Traveller) -> None:
    child_id = cast.child_id()
    with cast.writing():
        session().get_one(Child, child_id).class_id = None
        session().add(AttentionAlarm(child_id=child_id, rule="alone", evidence={}, raised_at=clock.now()))
    assert called(cast, "risk.alarm") == ["lead"]


def test_who_is_on_duty_is_called_from_the_start(cast: Cast, friday: time_machine.Traveller) -> None:
    weekend(cast)
    on_duty(cast, "principal")
    with cast.writing():
        session().add(AttentionAlarm(child_id=_child(cast), rule="alone", evidence={}, raised_at=clock.now()))
    assert sorted(called(cast, "risk.alarm")) == ["homeroom", "principal"]


def _child(_cast: Cast) -> int:
    return session().scalars(select(Child.id).where(Child.name == CHILD)).one()


def test_an_answer_that_cannot_wait_calls_counselor_lead_and_principal(cast: Cast, friday: time_machine.Traveller) -> None:
    round_id, child_id = ready(cast), cast.child_id()
    with cast.writing():
        flags = raise_flags(participant(round_id, child_id), None, ["instant:9", "wish_to_talk"])
        assert sorted(flag.kind for flag in flags) == [FlagKind.SOON, FlagKind.URGENT]
    assert called(cast, "screening.flag") == ["counselor"]
    friday.shift(HALF_AN_HOUR)
    assert called(cast, "screening.flag") == ["counselor", "lead"]
    friday.shift(HALF_AN_HOUR)
    assert called(cast, "screening.flag") == ["counselor", "lead", "principal"]
    assert journaled(cast, "screening.flag_called") == 3
    with cast.writing():
        acknowledge(participant(round_id, child_id), by=cast.viewer("counselor"))
    friday.shift(HALF_AN_HOUR)
    assert len(called(cast, "screening.flag")) == 3


def test_the_leader_on_duty_hears_of_such_an_answer_with_the_counselor(cast: Cast, friday: time_machine.Traveller) -> None:
    weekend(cast)
    round_id, child_id = ready(cast), cast.child_id()
    on_duty(cast, "principal")
    on_duty(cast, "dormitory", place=8)
    with cast.writing():
        raise_flags(participant(round_id, child_id), None, ["instant:9"])
    assert sorted(called(cast, "screening.flag")) == ["counselor", "principal"]
    assert CHILD in cast.signed_in("principal").get("/today").text
    assert f"见{CHILD}" not in cast.signed_in("lead").get("/today").text, "not on duty, not yet asked"


def test_a_crisis_calls_the_lead_and_when_nobody_takes_it_up_the_principal(cast: Cast, friday: time_machine.Traveller) -> None:
    case_id = case_for(cast)
    with cast.writing():
        begin_crisis(session().get_one(Case, case_id), Danger.SELF, "需要有人陪", by=cast.viewer("counselor"))
    assert called(cast, "counseling.crisis") == ["lead"], "who began it knows"
    friday.shift(HALF_AN_HOUR)
    assert called(cast, "counseling.crisis") == ["lead", "principal"]
    assert journaled(cast, "counseling.crisis_called") == 2


def test_a_crisis_somebody_took_up_calls_nobody_more(cast: Cast, friday: time_machine.Traveller) -> None:
    case_id = case_for(cast)
    with cast.writing():
        crisis_id = begin_crisis(session().get_one(Case, case_id), Danger.SELF, "需要有人陪", by=cast.viewer("counselor")).id
    with cast.writing():
        take_up(session().get_one(Crisis, crisis_id), _child(cast), by=cast.viewer("lead"))
    friday.shift(HALF_AN_HOUR)
    assert called(cast, "counseling.crisis") == []


def test_a_search_calls_as_far_as_it_has_climbed(duty: Cast, friday: time_machine.Traveller) -> None:
    found = lost(duty)
    assert called(duty, "duty.search") == []
    friday.shift(timedelta(minutes=12))
    leader = called(duty, "duty.search")
    assert len(leader) <= 1
    friday.shift(timedelta(minutes=10))
    assert called(duty, "duty.search") == [*leader, "lead"]
    friday.shift(timedelta(minutes=10))
    assert called(duty, "duty.search") == [*leader, "lead", "principal"]
    with duty.writing():
        record, _search = missing_within(duty.viewer("lead"), found)
        missing.found_again(record, "在操场找到", by=duty.viewer("lead"))
    friday.shift(timedelta(days=1))
    assert len(called(duty, "duty.search")) == len(leader) + 2


def test_a_call_goes_out_at_night_and_says_nothing(cast: Cast, friday: time_machine.Traveller) -> None:
    friday.shift(timedelta(hours=4))
    with cast.writing():
        session().add(AttentionAlarm(child_id=_child(cast), rule="alone", evidence={}, raised_at=clock.now()))
    call_out(cast.database)
    with cast.writing():
        gather()
    with cast.reading():
        sent = session().scalars(select(Dispatch)).one()
        assert (sent.urgent, sent.path) == (True, "/today")


def test_trouble_in_one_part_of_the_house_keeps_no_other_from_calling(
    cast: Cast, friday: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbles() -> None:
        raise RuntimeError("broken")

    def beside(given: object) -> Callable[[], object]:
        return stumbles

    contributions = cast.app.extensions["contributions"]
    broken = [type(one)(domain=one.domain, calls=(beside(one),)) for one in contributions[:1]]
    monkeypatch.setitem(cast.app.extensions, "contributions", [*broken, *contributions])
    with cast.writing():
        session().add(AttentionAlarm(child_id=_child(cast), rule="alone", evidence={}, raised_at=clock.now()))
    assert called(cast, "risk.alarm") == ["homeroom"]
