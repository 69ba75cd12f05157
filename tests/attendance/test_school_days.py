"""A class is called once in the morning; desk, file, family and rules of attention say the same of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.attendance.models import Absence, ClassRegister, Reason
from portal.attendance.operations.calling import call_class
from portal.attendance.queries import class_day, class_days
from portal.attendance.shown import names_due
from portal.attendance.signals import read
from portal.children.models import Child
from portal.core import clock
from portal.core.db import session
from portal.journal.models import JournalRow
from portal.risk.book import facts_of, rulebook
from portal.risk.queries.choices import choices
from portal.risk.rules import assess
from portal.school.classes import classes
from portal.school.models import Term
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.children.school import fill
from tests.counting import statements
from tests.forms import send

THURSDAY = date(2026, 11, 26)


@pytest.fixture(autouse=True)
def a_school_day(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Thursday of the autumn term."""
    monkeypatch.setattr(clock, "today", lambda: THURSDAY)
    with cast.writing():
        if not session().scalar(select(Term.id)):
            session().add(Term(academic_year=2026, ordinal=1, first_day=date(2026, 9, 1), last_day=date(2027, 1, 22)))
    cast.database.memory.clear()


def class_of(cast: Cast, name: str = CHILD) -> int:
    with cast.reading():
        return session().scalars(select(Child.class_id).where(Child.name == name)).one() or 0


def mark(cast: Cast, browser: FlaskClient, value: str, seen: int, day: date = THURSDAY) -> int:
    """Call the class with one mark; the status of the answer."""
    fields = {f"child-{cast.child_id()}": value, "seen": str(seen)}
    return send(browser, f"/attendance/{class_of(cast)}?day={day}", fields).status_code


def call(cast: Cast, reason: Reason | None, day: date = THURSDAY) -> None:
    class_id, child_id = class_of(cast), cast.child_id()
    with cast.writing():
        by = cast.viewer("homeroom")
        found = class_day(by, class_id, day)
        call_class(found, day, {child_id: reason} if reason else {}, found.times, by=by)


def test_who_is_ill_is_marked_and_everybody_else_is_there(cast: Cast) -> None:
    teacher = cast.signed_in("homeroom")
    assert "还没点名" in teacher.get("/attendance").text
    assert mark(cast, teacher, "ill", 0) == 303
    page = teacher.get("/attendance").text
    assert "还没点名" not in page
    assert CHILD in page
    assert "病假" in page
    assert "未到校：病假" in teacher.get(f"/children/{cast.child_id()}").text


def test_a_reason_learned_later_ends_the_first_word_and_both_stay(cast: Cast) -> None:
    teacher = cast.signed_in("homeroom")
    assert [mark(cast, teacher, value, seen) for seen, value in enumerate(("unknown", "ill", "there"))] == [303] * 3
    with cast.reading():
        found = session().scalars(select(Absence).order_by(Absence.id)).all()
        events = session().scalars(select(JournalRow.event).where(JournalRow.event.like("attendance.%"))).all()
    assert [(one.reason, one.ended_at is not None) for one in found] == [(Reason.UNKNOWN, True), (Reason.ILL, True)]
    assert list(events).count("attendance.called") == 3
    assert list(events).count("attendance.absent") == 2
    assert "attendance.present_after_all" in events


def test_the_second_of_two_teachers_is_shown_what_the_first_saved(cast: Cast) -> None:
    teacher, lead = cast.signed_in("homeroom"), cast.signed_in("lead")
    assert mark(cast, teacher, "ill", 0) == 303
    answer = send(lead, f"/attendance/{class_of(cast)}?day={THURSDAY}", {f"child-{cast.child_id()}": "leave", "seen": "0"})
    assert "你刚才标的是：事假" in answer.text, "nothing that was marked is lost"
    assert answer.status_code == 422
    assert "方雅刚刚存过这份名单" in answer.text
    with cast.reading():
        assert session().scalars(select(Absence.reason)).all() == [Reason.ILL]
        assert session().scalars(select(ClassRegister.times)).all() == [1]


@pytest.mark.parametrize("day", [THURSDAY + timedelta(days=1), THURSDAY - timedelta(days=20), date(2026, 11, 22)])
def test_no_list_for_a_day_to_come_long_ago_or_without_school(cast: Cast, day: date) -> None:
    assert mark(cast, cast.signed_in("homeroom"), "ill", 0, day) == 422


def test_the_desk_asks_for_the_list_and_for_whoever_is_missing_without_a_word(cast: Cast) -> None:
    def due() -> list[str]:
        with cast.app.test_request_context(), cast.reading():
            return [str(one.title) for one in names_due(cast.viewer("homeroom"), THURSDAY)]

    assert due() == ["给五（1）班点名"]
    call(cast, Reason.UNKNOWN)
    assert due() == ["问问家里，孩子为什么没到校"]
    call(cast, Reason.LEAVE)
    assert not due()
    with cast.app.test_request_context(), cast.reading():
        assert not names_due(cast.viewer("homeroom"), THURSDAY + timedelta(days=2)), "on Saturday nobody is called"
        assert not names_due(cast.viewer("lead"), THURSDAY)


def test_the_family_reads_its_own_week_and_nobody_else_does(cast: Cast) -> None:
    assert "到校" not in cast.signed_in("parent").get("/home").text, "nobody called the class: nothing is claimed"
    call(cast, None, THURSDAY - timedelta(days=1))
    call(cast, Reason.ILL)
    page = cast.signed_in("parent").get("/home").text
    assert "到校 1 天，请假 1 天" in page
    address = f"/home/children/{cast.child_id()}/attendance"
    assert "病假" in cast.signed_in("parent").get(address).text
    assert cast.who_enters(address) == {"parent"}
    assert "到校 1 天" not in cast.signed_in("carer").get("/home").text, "contact only"
    assert "到校 1 天" not in cast.signed_in("other_parent").get("/home").text


def test_who_enters(cast: Cast) -> None:
    assert cast.who_enters("/attendance") == {"principal", "lead", "homeroom", "other_homeroom"}
    assert cast.who_enters(f"/attendance/{class_of(cast)}") == {"lead", "homeroom"}
    assert CHILD not in cast.signed_in("other_homeroom").get("/attendance").text


def test_days_in_a_row_without_a_word_are_told_to_the_rules(cast: Cast) -> None:
    for back, reason in ((3, Reason.ILL), (2, Reason.UNKNOWN), (1, Reason.UNKNOWN), (0, Reason.UNKNOWN)):
        call(cast, reason, THURSDAY - timedelta(days=back))
    child_id, other = cast.child_id(), cast.child_id(OTHER_CHILD)
    with cast.reading():
        told = read([child_id, other], THURSDAY)
    assert told[child_id]["schooling.days_absent"].value == 3
    assert told[child_id]["schooling.dropout_suspected"].value is False
    assert other not in told, "a class nobody called says nothing"


def test_a_child_away_for_long_without_a_word_may_have_dropped_out(cast: Cast) -> None:
    days = [THURSDAY - timedelta(days=back) for back in (0, 1, 2, 3, 6, 7, 8)]
    for day in days:
        call(cast, Reason.UNKNOWN, day)
    child_id = cast.child_id()
    with cast.app.test_request_context(), cast.reading():
        told = read([child_id], THURSDAY)[child_id]["schooling.dropout_suspected"]
        proposed = assess(rulebook(), choices(), facts_of([child_id], THURSDAY)[child_id])
    assert (told.value, told.on) == (True, THURSDAY)
    assert {"absent", "dropout_suspected"} <= {finding.rule for finding in proposed.findings}
    call(cast, Reason.LEAVE, THURSDAY)
    with cast.app.test_request_context(), cast.reading():
        assert read([child_id], THURSDAY)[child_id]["schooling.dropout_suspected"].value is False


def test_pages_need_as_many_statements_for_many_children_as_for_few(cast: Cast) -> None:
    call(cast, Reason.ILL)
    counted = []
    for more in (2, 40):
        fill(cast, more)
        for key, path in (("lead", "/attendance"), ("homeroom", f"/attendance/{class_of(cast)}"), ("parent", "/home")):
            browser = cast.signed_in(key)
            browser.get(path)
            with statements(cast.database) as seen:
                assert browser.get(path).status_code == 200
            counted.append(len(seen))
    assert counted[:3] == counted[3:]
    assert max(counted) <= 8, counted


def test_classes_stand_in_the_order_of_their_grades(cast: Cast) -> None:
    with cast.reading():
        found = [one.class_id for one in class_days(cast.viewer("lead"), THURSDAY)]
        order = [class_id for class_id in classes() if class_id in found]
    assert found == order
    assert len(found) > 1
