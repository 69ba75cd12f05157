"""The roll: one child's moves, the new school year, two files of one child; each with its way back."""

from __future__ import annotations

from datetime import date, datetime

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.children.models import Child, Enrolment, Guardian, Reunion
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.enrolment.models import Reason, RollAct, RollEntry
from portal.enrolment.operations.acts import UNDO_FOR
from portal.enrolment.operations.arriving import Arrival, arrive
from portal.enrolment.operations.joining import join_files, part_files
from portal.enrolment.operations.moving import move
from portal.enrolment.operations.new_year import begin_year, take_back
from portal.enrolment.queries import years_of_classes
from portal.enrolment.rules import moves_from
from portal.school.models import SchoolClass
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.forms import send
from tests.registry.tables import number


def child(name: str = CHILD) -> Child:
    return session().scalars(select(Child).where(Child.name == name)).one()


def test_a_child_pauses_returns_to_another_class_and_the_history_tells_it(cast: Cast) -> None:
    with cast.writing():
        by = cast.viewer("lead")
        other_class = session().scalars(select(SchoolClass.id).where(SchoolClass.number == "2022102")).one()
        move(child(), Reason.SUSPENDED, clock.today(), note="手术", by=by)
        assert child().enrolment is Enrolment.SUSPENDED
        move(child(), Reason.RESUMED, clock.today(), class_id=other_class, by=by)
        assert (child().enrolment, child().class_id) == (Enrolment.ENROLLED, other_class)
        told = session().execute(select(RollEntry.reason, RollEntry.note).order_by(RollEntry.id)).all()
        assert [tuple(row) for row in told] == [(Reason.SUSPENDED, "手术"), (Reason.RESUMED, None)]


def test_only_the_next_steps_are_open(cast: Cast) -> None:
    assert moves_from(Enrolment.SUSPENDED) == [Reason.RESUMED, Reason.TRANSFERRED_OUT]
    with cast.writing(), pytest.raises(Refused):
        move(child(), Reason.RESUMED, clock.today(), class_id=child().class_id, by=cast.viewer("lead"))


def test_a_move_is_taken_back_unless_another_followed(cast: Cast) -> None:
    with cast.writing():
        by = cast.viewer("lead")
        since = child().enrolment_since
        first = move(child(), Reason.SUSPENDED, clock.today(), by=by)
        second = move(child(), Reason.TRANSFERRED_OUT, clock.today(), by=by)
        with pytest.raises(Refused, match=CHILD):
            take_back(first, by=by)
        take_back(second, by=by)
        take_back(first, by=by)
        assert (child().enrolment, child().enrolment_since) == (Enrolment.ENROLLED, since)
        with pytest.raises(Refused):
            take_back(first, by=by)


def test_after_thirty_days_nothing_is_taken_back(cast: Cast) -> None:
    with cast.writing():
        act = move(child(), Reason.SUSPENDED, clock.today(), by=cast.viewer("lead"))
    with time_machine.travel(clock.now() + UNDO_FOR * 1.1), cast.writing(), pytest.raises(Refused):
        take_back(session().get_one(RollAct, act.id), by=cast.viewer("lead"))


@time_machine.travel(datetime(2028, 8, 20, 4, tzinfo=clock.SCHOOL_ZONE), tick=False)
def test_in_august_the_classes_that_finished_leave_and_can_come_back(cast: Cast) -> None:
    with cast.writing():
        by = cast.viewer("administrator")
        assert {(year.number, year.leaves, year.children) for year in years_of_classes()} == {
            ("2022101", True, 1),
            ("2022102", True, 1),
        }
        act = begin_year(by=by)
        assert {each.enrolment for each in session().scalars(select(Child))} == {Enrolment.GRADUATED}
        assert set(session().scalars(select(SchoolClass.ended_on))) == {date(2028, 7, 31)}
        take_back(act, by=by)
        assert {each.enrolment for each in session().scalars(select(Child))} == {Enrolment.ENROLLED}
        assert set(session().scalars(select(SchoolClass.ended_on))) == {None}


def test_in_november_no_class_has_finished(cast: Cast) -> None:
    with time_machine.travel(datetime(2026, 11, 23, tzinfo=clock.SCHOOL_ZONE)), cast.writing(), pytest.raises(Refused):
        begin_year(by=cast.viewer("lead"))


def test_two_files_become_one_and_part_again_exactly(cast: Cast) -> None:
    with cast.writing():
        by = cast.viewer("lead")
        kept, other = child(), child(OTHER_CHILD)
        other.id_number = other.id_number_hash = number()
        session().add(Reunion(child_id=other.id, weekends_or_holidays=True, from_day=clock.today(), recorded_at=clock.now()))
        session().flush()
        act = join_files(kept, other, by=by)
        assert (other.enrolment, other.merged_into_id, kept.id_number) == (Enrolment.MERGED, kept.id, number())
        assert set(session().scalars(select(Guardian.child_id))) == {kept.id}
        assert set(session().scalars(select(Reunion.child_id))) == {kept.id}
        part_files(act, by=by)
        session().flush()
        session().expire_all()
        assert (other.enrolment, other.merged_into_id, kept.id_number) == (Enrolment.ENROLLED, None, None)
        assert sorted(session().scalars(select(Guardian.child_id))) == [kept.id, kept.id, other.id]
        assert set(session().scalars(select(Reunion.child_id))) == {other.id}


def test_two_numbers_are_two_children(cast: Cast) -> None:
    with cast.writing():
        kept, other, by = child(), child(OTHER_CHILD), cast.viewer("lead")
        kept.id_number, other.id_number = number(), number(order=350)
        with pytest.raises(Refused):
            join_files(kept, other, by=by)


def test_a_child_who_comes_gets_a_file_and_a_known_number_does_not_get_two(cast: Cast) -> None:
    with cast.writing():
        by = cast.viewer("lead")
        class_id = child().class_id or 0
        words = Arrival("向晚", "2", date(2019, 9, 11), number(), class_id, boarding=True, day=clock.today())
        made = arrive(words, by=by)
        assert (made.pinyin, made.enrolment, made.id_number) == ("xiang wan", Enrolment.ENROLLED, number())
        with pytest.raises(Refused):
            arrive(words, by=by)


@pytest.fixture
def lead(cast: Cast) -> FlaskClient:
    return cast.signed_in("lead", locale="en")


def test_the_pages_of_the_roll_lead_through_a_move_and_back(cast: Cast, lead: FlaskClient) -> None:
    place = f"/roll/children/{cast.child_id()}"
    assert "Pause schooling" in lead.get(place).text
    answer = send(lead, f"{place}/moves/suspended", {"day": clock.today().isoformat(), "note": "手术"})
    assert answer.status_code == 303, answer.text
    assert "Schooling paused" in lead.get(place).text
    assert send(lead, "/roll/acts/1/undoing", page="/roll").status_code == 303
    assert "taken back" in lead.get("/roll").text
    for page in ("/roll/new-year", "/roll/likenesses", "/roll/arrivals/new", f"{place}/moves/class_changed"):
        assert lead.get(page).status_code == 200


def test_a_move_that_lacks_its_class_is_asked_again(cast: Cast, lead: FlaskClient) -> None:
    answer = send(lead, f"/roll/children/{cast.child_id()}/moves/class_changed", {"day": clock.today().isoformat()})
    assert answer.status_code == 422


@pytest.mark.parametrize("who", ["principal", "homeroom", "counselor", "administrator", "parent", "dormitory"])
def test_nobody_else_changes_the_roll(cast: Cast, who: str) -> None:
    client = cast.signed_in(who)
    assert {client.get(page).status_code for page in ("/roll", "/roll/new-year", "/roll/likenesses", "/roll/arrivals/new")} == {403}


def test_the_way_through_the_school_stands_on_the_childs_timeline(cast: Cast, lead: FlaskClient) -> None:
    with cast.writing():
        move(child(), Reason.SUSPENDED, clock.today(), note="手术", by=cast.viewer("lead"))
    page = lead.get(f"/children/{cast.child_id()}").text
    assert "Schooling paused" in page
    assert f"/roll/children/{cast.child_id()}" in page
