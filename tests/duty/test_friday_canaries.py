"""Words hidden in what Friday keeps: nobody meets them at any door of duty, the desk, home or the file who may not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from portal.core import clock
from portal.core.db import session
from portal.duty.models.gate import GateCheck, GateOutcome, LeaveSlip
from portal.duty.models.stays import Collector, StaySource, StayState, WeekendStay
from portal.school.models import Term
from tests.cast import CHILD, PEOPLE, Cast
from tests.duty.test_friday import FRIDAY, SATURDAY
from tests.house.test_every_route_and_role import Doorway, doorways

NAME, NUMBER, WORDS, REASON, LATE = "仝麓舅", "13987650001", "穿红雨衣骑三轮", "去看住院的外公", "水库路塌方绕行"
NEAR = {"principal", "lead", "homeroom", "dormitory", "parent", "carer"}
MAY_READ: dict[str, set[str]] = {
    NAME: NEAR,
    WORDS: {"lead", "homeroom"},
    REASON: {"lead", "homeroom"},
    LATE: {"lead", "homeroom"},
    NUMBER: set(),
}
ELSEWHERE = {"children.file", "children.index", "home.index", "desk.today", "duty"}


def hide(cast: Cast) -> int:
    """林小禾 is fetched by 仝麓舅, somebody else was stopped, and a slip came back late."""
    child_id = cast.child_id(CHILD)
    with cast.writing():
        by = cast.account("homeroom").person_id
        noted: dict[str, Any] = {"recorded_at": clock.now(), "recorded_by_id": by}
        one = Collector(child_id=child_id, name=NAME, relation="舅舅", telephone=NUMBER, from_day=clock.today(), **noted)
        session().add(one)
        session().flush()
        answered = {"source": StaySource.PUPIL, "answered_at": clock.now(), "answered_by_id": by}
        session().add(WeekendStay(child_id=child_id, weekend=SATURDAY, state=StayState.FETCHED, fetched_by_id=one.id, **answered))
        stopped = {"outcome": GateOutcome.NOT_AUTHORISED, "who": "不知名", "words": WORDS, "at": clock.now(), "by_id": by}
        session().add(GateCheck(client_id="canary-1", child_id=child_id, weekend=SATURDAY, **stopped))
        begun = clock.now() - timedelta(hours=5)
        session().add(
            LeaveSlip(
                child_id=child_id, weekend=SATURDAY, reason=REASON, given_at=begun, given_by_id=by, left_at=begun,
                due_back_at=begun + timedelta(hours=1), returned_at=clock.now(), late_words=LATE,
            )
        )  # fmt: skip
    return child_id


def asked(doorway: Doorway) -> bool:
    return doorway.method == "GET" and (doorway.endpoint.startswith("duty.") or doorway.endpoint in ELSEWHERE)


@pytest.mark.parametrize("key", PEOPLE)
def test_no_page_shows_what_friday_keeps_to_who_may_not_read_it(cast: Cast, key: str) -> None:
    with time_machine.travel(FRIDAY):
        furnish_term(cast)
        child_id, browser = hide(cast), cast.signed_in(key)
        seen: set[str] = set()
        for doorway in filter(asked, doorways(cast.app)):
            answer = browser.get(doorway.address(child_id))
            assert answer.status_code < 500, doorway.address(child_id)
            page = answer.data.decode("utf8", "ignore")
            found = {word for word in MAY_READ if word in page}
            assert all(key in MAY_READ[word] for word in found), (doorway.address(child_id), found)
            seen |= found
        assert seen == {word for word, readers in MAY_READ.items() if key in readers}, "and who may, does"


def furnish_term(cast: Cast) -> None:
    with cast.writing():
        session().add(Term(academic_year=2026, ordinal=1, first_day=date(2026, 9, 1), last_day=date(2027, 1, 22)))
    cast.database.memory.clear()
