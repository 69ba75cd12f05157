"""An answer holds only as long as whoever gave it, and whoever is to fetch, may do so: else the family is asked again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update

from portal.children.models import Child, Guardian, Rights
from portal.core import clock
from portal.core.db import session
from portal.duty.figures import members
from portal.duty.models.stays import Collector, StaySource, StayState
from portal.duty.operations.stays import Said, answer_stay, arrange
from portal.duty.queries.roster import counted
from portal.duty.queries.stays import own_stay
from portal.duty.signals import read
from tests.cast import CHILD, Cast
from tests.duty.test_friday import SATURDAY, guardian, keep_away, school

__all__ = ["school"]

ASK_AGAIN = "先前的答复已不作数"


def answered(cast: Cast, key: str, picker: str, source: StaySource = StaySource.GUARDIAN) -> None:
    child_id = cast.child_id()
    with cast.writing():
        assert answer_stay(child_id, SATURDAY, Said(StayState.FETCHED, picker), source, by=cast.viewer(key))


def known(cast: Cast) -> tuple[StayState | None, str, bool]:
    child_id = cast.child_id()
    with cast.reading():
        found = own_stay(child_id, SATURDAY)
        assert found is not None
        return found.state, found.fetched_by, found.lapsed


def _ordered(cast: Cast) -> None:
    keep_away(cast, "林海生")


def _right_ended(cast: Cast) -> None:
    with cast.writing():
        session().execute(update(Guardian).where(Guardian.name == "林海生").values(rights=Rights.NONE))


def _no_guardian_any_more(cast: Cast) -> None:
    with cast.writing():
        session().execute(update(Guardian).where(Guardian.name == "林海生").values(until_day=clock.today() - timedelta(days=1)))


def _authorisation_ended(cast: Cast) -> None:
    with cast.writing():
        session().execute(update(Collector).values(until_day=clock.today() - timedelta(days=1)))


@pytest.mark.parametrize("change", [_ordered, _right_ended, _no_guardian_any_more, _authorisation_ended])
def test_who_may_no_longer_fetch_is_expected_by_nobody(school: Cast, change: Callable[[Cast], None]) -> None:
    answered(school, "homeroom", f"g{guardian(school, '林海生')}", StaySource.SCHOOL)
    assert known(school) == (StayState.FETCHED, "林海生", False)
    gate = school.signed_in("dormitory").get("/duty/gate").text
    assert CHILD in gate
    change(school)
    assert known(school) == (None, "", True)
    assert CHILD not in school.signed_in("dormitory").get("/duty/gate").text
    for path in ("/duty/stays", f"/children/{school.child_id()}"):
        page = school.signed_in("homeroom").get(path).text
        assert ASK_AGAIN in page, path
        assert "法院" not in page


def test_the_word_of_whoever_is_kept_away_since_does_not_count_and_may_be_replaced_by_any(school: Cast) -> None:
    grandmother = f"g{guardian(school, '林桂芬')}"
    answered(school, "parent", grandmother)
    assert known(school) == (StayState.FETCHED, "林桂芬", False)
    keep_away(school, "林海生")
    assert known(school) == (None, "", True)
    answered(school, "homeroom", grandmother, StaySource.PUPIL)
    assert known(school) == (StayState.FETCHED, "林桂芬", False)


def test_the_same_answer_from_somebody_who_may_give_it_counts_again(school: Cast) -> None:
    grandmother = f"g{guardian(school, '林桂芬')}"
    answered(school, "parent", grandmother)
    keep_away(school, "林海生")
    answered(school, "homeroom", grandmother, StaySource.GUARDIAN)
    assert known(school) == (StayState.FETCHED, "林桂芬", False)


def test_an_arrangement_that_names_somebody_kept_away_is_none(school: Cast) -> None:
    child_id, father = school.child_id(), guardian(school, "林海生")
    with school.writing():
        arrange(session().get_one(Child, child_id), Said(StayState.FETCHED, f"g{father}"), by=school.viewer("homeroom"))
    assert known(school)[0] is StayState.FETCHED
    keep_away(school, "林海生")
    assert known(school)[0] is None


def test_a_lapsed_answer_is_in_no_count(school: Cast) -> None:
    child_id = school.child_id()
    with school.writing():
        assert answer_stay(child_id, SATURDAY, Said(StayState.STAY), StaySource.GUARDIAN, by=school.viewer("parent"))
    assert counts(school, child_id) == ([child_id], 1)
    keep_away(school, "林海生")
    assert counts(school, child_id) == ([], 0)


def test_nobody_is_said_to_have_left_a_child_waiting_who_was_kept_away(school: Cast) -> None:
    child_id = school.child_id()
    answered(school, "homeroom", f"g{guardian(school, '林海生')}", StaySource.SCHOOL)
    later = SATURDAY + timedelta(days=9)
    with school.reading():
        assert "duty.unfetched" in read([child_id], later)[child_id]
    keep_away(school, "林海生")
    with school.reading():
        assert "duty.unfetched" not in read([child_id], later).get(child_id, {})


def counts(cast: Cast, child_id: int) -> tuple[list[int], int]:
    """Who stayed by the return, and how many by the roster."""
    with cast.reading():
        stayed = [one.child_id for one in members(SATURDAY + timedelta(days=1))["duty.stayed_this_week"]]
        assert child_id in [one.child_id for one in members(SATURDAY)["duty.boarders"]]
        found = counted(SATURDAY, SATURDAY).get(SATURDAY)
        return stayed, (found.staying or 0) if found else 0
