"""The termly census: what the facts say by every definition, confirmed child by child, and how far the school is."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from portal.access.permissions import Tier
from portal.children.duties import census_deadlines, latest_changes
from portal.children.left_behind import DEFINITIONS, Parent, ParentState, derive
from portal.children.left_behind_facts import read_cases
from portal.children.models import CensusConfirmation, Child, Enrolment, Reunion, Whereabouts
from portal.children.operations.facts import record_whereabouts
from portal.children.queries.left_behind import left_behind
from portal.children.scope import find
from portal.core import clock
from portal.core.db import session
from portal.school.models import SchoolClass
from tests.cast import Cast
from tests.children.school import Sender, fill, statements, write_canaries

CASES = Path(__file__).parent.parent / "samples" / "left_behind_facts.json"


def _class_id(cast: Cast, number: str = "2022101") -> int:
    with cast.reading():
        return session().scalars(select(SchoolClass.id).where(SchoolClass.number == number)).one()


def test_the_database_counts_exactly_as_the_rule_does(cast: Cast) -> None:
    cases = [case for case in read_cases(CASES, clock.today()) if case.facts.birth_date]
    assert len(cases) > 20, json.loads(CASES.read_text(encoding="utf8"))
    ids = {}
    with cast.writing():
        for case in cases:
            child = Child(
                name=case.id, search="", pinyin="", initials="", sex="1", birth_date=case.facts.birth_date, id_number=None,
                enrolment=Enrolment.ENROLLED, enrolment_since=date(2020, 9, 1), registry_record={}, created_at=clock.now(),
            )  # fmt: skip
            session().add(child)
            session().flush()
            ids[case.id] = child.id
            day = {"child_id": child.id, "from_day": date(2000, 1, 1), "recorded_at": clock.now()}
            for parent, fact in case.facts.parents:
                session().add(Whereabouts(parent=parent, state=fact.state, since=fact.since, **day))
            if case.facts.reunion is not None:
                session().add(Reunion(weekends_or_holidays=case.facts.reunion, **day))
    with cast.reading():
        for case in cases:
            for definition in DEFINITIONS:
                condition = left_behind(definition, case.facts.on)
                found = session().scalar(select(Child.id).where(Child.id == ids[case.id], condition)) is not None
                assert found is derive(case.facts).of(definition), (case.id, definition)


def test_each_post_reaches_its_own_census_only(cast: Cast) -> None:
    mine, other = _class_id(cast), _class_id(cast, "2022102")
    for who, status in {"homeroom": (200, 404), "other_homeroom": (404, 200), "lead": (200, 200), "principal": (403, 403)}.items():
        browser = cast.signed_in(who)
        assert (browser.get(f"/census/{mine}").status_code, browser.get(f"/census/{other}").status_code) == status
    for who in ("counselor", "dormitory", "administrator", "teacher", "parent", "auditor", "inspector"):
        assert cast.signed_in(who).get("/census").status_code == 403


def test_a_teacher_confirms_the_class_and_the_lead_sees_how_far_it_is(cast: Cast) -> None:
    child_id, class_id = write_canaries(cast), _class_id(cast)
    teacher = Sender(cast, "homeroom", locale="en")
    assert "District practice" not in teacher.get(f"/census/{class_id}").text
    assert teacher.post(f"/census/{class_id}/confirmations").status_code == 422
    assert teacher.post(f"/census/{class_id}/confirmations", {"child": str(child_id)}).status_code == 303
    with cast.reading():
        confirmation = session().scalars(select(CensusConfirmation)).one()
        assert confirmation.status == {"A": False, "B": 1, "C": False, "D": False}
    assert "1 of 2 children are confirmed" in cast.signed_in("lead", locale="en").get("/census").text
    assert "Every child of this class is confirmed" in teacher.get(f"/census/{class_id}").text


def test_a_child_of_another_class_cannot_be_confirmed_along(cast: Cast) -> None:
    other = cast.child_id("周朗")
    answer = Sender(cast, "homeroom").post(f"/census/{_class_id(cast)}/confirmations", {"child": str(other)})
    assert answer.status_code == 422
    assert (
        Sender(cast, "homeroom").post(f"/census/{_class_id(cast, '2022102')}/confirmations", {"child": str(other)}).status_code
        == 404
    )


def test_facts_that_change_after_the_word_was_given_are_pointed_out(cast: Cast) -> None:
    child_id, class_id = cast.child_id(), _class_id(cast)
    teacher = Sender(cast, "homeroom", locale="en")
    teacher.post(f"/census/{class_id}/confirmations", {"child": str(child_id)})
    with cast.writing():
        by = cast.viewer("homeroom")
        child = find(by, child_id, Tier.WELFARE)
        for parent in (Parent.FATHER, Parent.MOTHER):
            record_whereabouts(child, parent, ParentState.AWAY_FOR_WORK, since=clock.today() - timedelta(days=2), by=by)
    assert "changed since" in teacher.get(f"/census/{class_id}").text
    assert teacher.post(f"/census/{class_id}/confirmations", {"child": str(child_id)}).status_code == 303
    assert "changed since" not in teacher.get(f"/census/{class_id}").text


@pytest.mark.parametrize("path", ["/census", "/census/{class_id}"])
def test_the_census_costs_the_same_for_one_child_and_for_many(cast: Cast, path: str) -> None:
    class_id, counts = _class_id(cast), set()
    for more in (0, 49, 450):
        fill(cast, more) if more else None
        browser = cast.signed_in("lead")
        browser.get(path.format(class_id=class_id))
        with statements(cast) as seen:
            assert browser.get(path.format(class_id=class_id)).status_code == 200
        counts.add(len(seen))
    assert len(counts) == 1


def test_the_desk_asks_the_homeroom_teacher_until_all_is_confirmed(cast: Cast) -> None:
    today = date(2026, 9, 10)
    with cast.app.test_request_context(), cast.reading():
        assert [deadline.due for deadline in census_deadlines(cast.viewer("homeroom"), today)]
        assert census_deadlines(cast.viewer("lead"), today) == []
        assert census_deadlines(cast.viewer("homeroom"), date(2027, 2, 1)) == []
    Sender(cast, "homeroom").post(f"/census/{_class_id(cast)}/confirmations", {"child": str(cast.child_id())})
    with cast.app.test_request_context(), cast.reading():
        assert census_deadlines(cast.viewer("homeroom"), today) == []


def test_what_others_changed_is_told_within_reach_only(cast: Cast) -> None:
    Sender(cast, "homeroom").post(f"/children/{cast.child_id()}/health", {"text": "花生过敏"})
    with cast.app.test_request_context(), cast.reading():
        assert len(latest_changes(cast.viewer("lead"))) == 1
        for who in ("homeroom", "other_homeroom", "counselor", "dormitory"):
            assert latest_changes(cast.viewer(who)) == []
