"""What a sheet asks of the level: never set without a talk, never below an answer about safety until people lower it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from portal.children.models import Child
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.counseling.codes import Level, Origin
from portal.counseling.models import Case
from portal.counseling.operations.cases import open_case
from portal.counseling.operations.levels import propose
from portal.screening.models import Flag, Outcome
from portal.screening.operations.following import Found, note_interview
from tests.cast import CHILD, Cast
from tests.counseling.room_of import case_for, signed
from tests.screening.school import agree, open_in, participant
from tests.screening.test_work import raise_a_flag


def begun(cast: Cast) -> Level:
    """The level a case of the child begins with."""
    with cast.writing():
        child = session().scalars(select(Child).where(Child.name == CHILD)).one()
        return open_case(child, "测评之后", Origin.SCREENING, by=cast.viewer("counselor")).watched


def talk(cast: Cast, round_id: int, outcome: Outcome, attention: int) -> None:
    child_id = cast.child_id()
    again = clock.today() + timedelta(days=1) if outcome is Outcome.NOT_MET else None
    with cast.writing():
        found, by = participant(round_id, child_id), cast.viewer("counselor")
        note_interview(found, clock.today(), Found(outcome, attention), next_on=again, by=by)


def proposed(cast: Cast, level: Level) -> None:
    with cast.writing():
        propose(session().scalars(select(Case)).one(), level, "谈过之后的评估", by=cast.viewer("counselor"))


def test_after_an_answer_about_safety_a_case_begins_with_the_strictest_level(cast: Cast) -> None:
    raise_a_flag(cast)
    assert begun(cast) is Level.RED
    assert CHILD in cast.signed_in("lead").get("/counseling/watch").text


@pytest.mark.parametrize(
    ("outcome", "attention", "level"),
    [(Outcome.NOT_MET, 0, Level.RED), (Outcome.CASE, 3, Level.RED), (Outcome.CASE, 2, Level.ORANGE), (Outcome.CASE, 1, Level.BLUE)],
)
def test_whoever_met_the_child_judges(cast: Cast, outcome: Outcome, attention: int, level: Level) -> None:
    round_id, _participant = raise_a_flag(cast)
    talk(cast, round_id, outcome, attention)
    assert begun(cast) is level


def test_an_answer_of_another_school_year_and_a_sheet_without_one_ask_for_nothing(cast: Cast) -> None:
    raise_a_flag(cast)
    with cast.writing():
        session().execute(update(Flag).values(raised_at=clock.now() - timedelta(days=400)))
    assert begun(cast) is Level.BLUE


def test_no_level_is_set_before_the_talk(cast: Cast) -> None:
    round_id, _participant = raise_a_flag(cast)
    begun(cast)
    with pytest.raises(Refused, match="聊"):
        proposed(cast, Level.BLUE)
    talk(cast, round_id, Outcome.CASE, 1)
    proposed(cast, Level.BLUE)


def test_a_signed_session_is_a_talk_too(cast: Cast) -> None:
    raise_a_flag(cast)
    begun(cast)
    with cast.reading():
        case_id = session().scalars(select(Case.id)).one()
    signed(cast.signed_in("counselor"), case_id, began_at=clock.local(clock.now()).strftime("%Y-%m-%dT%H:%M"))
    proposed(cast, Level.ORANGE)


def test_where_no_talk_is_due_the_level_waits_for_nothing(cast: Cast) -> None:
    agree(cast, open_in(cast))
    case_for(cast)
    proposed(cast, Level.YELLOW)
