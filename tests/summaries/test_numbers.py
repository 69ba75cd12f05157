"""Every number is right: it equals a second computation, and the count of the list behind it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import select

from portal.children.left_behind import Facts, ParentFact, ParentState, Status, derive
from portal.children.models import AidCategory, Child, Enrolment, Guardian, Reunion, Whereabouts
from portal.children.operations import facts
from portal.core import clock
from portal.core.contributions import Member
from portal.core.db import session
from portal.school.models import Setting
from portal.summaries.counting import counted
from portal.summaries.definitions import indicators, return_forms
from portal.summaries.gathering import count_return
from portal.summaries.models import ReturnLine
from portal.summaries.queries.members import child_ids, children_counted
from tests.cast import OTHER_CHILD, Cast
from tests.children.school import statements
from tests.registry.importing import database_of, take_in_sample
from tests.registry.tables import SAMPLES
from tests.summaries.school import KIND, draft, fill


def by_hand(on: date) -> dict[int, Status]:
    """The rule of `portal.children.left_behind` asked child by child, from rows read one kind at a time."""
    places: dict[int, dict[str, ParentFact]] = {}
    for row in session().scalars(select(Whereabouts).where(Whereabouts.from_day <= on)):
        if row.until_day is None or row.until_day >= on:
            places.setdefault(row.child_id, {})[row.parent] = ParentFact(ParentState(row.state), row.since)
    apart = {row.child_id: row.weekends_or_holidays for row in session().scalars(select(Reunion)) if row.until_day is None}
    return {
        child.id: derive(Facts(on, child.birth_date, reunion=apart.get(child.id), **places.get(child.id, {})))
        for child in session().scalars(select(Child))
    }


def totals() -> dict[str, int | None]:
    found = count_return(return_forms()[KIND], clock.today(), {}, {})
    return {name: count.total for name, count in found.counts.items()}


@pytest.fixture
def filled(cast: Cast) -> Cast:
    with cast.writing():
        fill(150)
        by = cast.viewer("lead")
        for child in session().scalars(select(Child).where(Child.id % 4 == 0)):
            facts.record_reunion(child, together=child.id % 8 == 0, by=by)
    return cast


def test_the_ten_main_figures_equal_a_second_computation(filled: Cast) -> None:
    today = clock.today()
    with filled.reading():
        status, found = by_hand(today), totals()
        children = {child.id: child for child in session().scalars(select(Child))}
        poor = set(session().scalars(select(AidCategory.child_id)))
        carers = {row.child_id: row.relation for row in session().scalars(select(Guardian).where(Guardian.is_carer))}
    a = {child_id for child_id, one in status.items() if one.A}
    assert found["enrolled"] == len(children)
    assert [found[f"left_behind_{letter.lower()}"] for letter in "ABCD"] == [
        sum(one.of(letter) for one in status.values()) for letter in "ABCD"
    ]
    assert found["left_behind"] == len(a)
    assert found["both_away"] == sum(status[child_id].C for child_id in a)
    assert found["one_away"] == sum(not status[child_id].C for child_id in a)
    assert found["girls"] == sum(children[child_id].sex == "2" for child_id in a)
    assert found["boarders"] == sum(children[child_id].boarding for child_id in a)
    assert found["hardship"] == len(a & poor)
    assert found["grandparent_care"] == sum(carers.get(child_id) == "62" for child_id in a)
    assert found["other_care"] == sum(carers.get(child_id) == "85" for child_id in a)
    assert all(found[name] for name in ("left_behind_d", "one_away", "hardship", "other_care"))


def test_every_number_equals_the_count_of_its_list(filled: Cast) -> None:
    return_id = draft(filled)
    with filled.reading():
        viewer = filled.viewer("principal")
        rows = session().execute(select(ReturnLine).where(ReturnLine.return_id == return_id, ReturnLine.by_hand.is_(False)))
        for line in rows.scalars():
            ids = child_ids(return_id, line.indicator, (line.grade, line.sex, line.boarding))
            assert len(children_counted(viewer, ids)) == len(set(ids)) == line.number, (line.indicator, line.grade)
            for grade in ("5", "*"):
                wanted = (grade, "2", "*")
                cells = select(ReturnLine.number).where(
                    ReturnLine.return_id == return_id, ReturnLine.indicator == line.indicator, ReturnLine.sex == "2"
                )
                cells = cells if grade == "*" else cells.where(ReturnLine.grade == grade)
                assert len(child_ids(return_id, line.indicator, wanted)) == sum(n or 0 for n in session().scalars(cells))


def test_the_list_page_shows_the_children_that_were_counted(filled: Cast) -> None:
    return_id = draft(filled)
    page = filled.signed_in("principal").get(f"/returns/{return_id}/children/girls?grade=5").text
    with filled.reading():
        ids = child_ids(return_id, "girls", ("5", "*", "*"))
        names = list(session().scalars(select(Child.name).where(Child.id.in_(ids))))
    assert names
    assert page.count('class="who"') == len(names)
    assert all(name in page for name in names)


def test_the_registrys_sample_is_counted_as_its_own_column_says(app: Flask) -> None:
    take_in_sample(app, "registry_export.xlsx")
    with database_of(app).transaction():
        found = count_return(return_forms()[KIND], clock.today(), {}, {}).counts
    with (SAMPLES / "registry_export.xlsx").open("rb") as file:
        head, *pupils = openpyxl.load_workbook(file).worksheets[0].iter_rows(values_only=True)
    rows: list[dict[str, Any]] = [dict(zip(map(str, head), row, strict=True)) for row in pupils]
    assert found["enrolled"].total == len(rows) == 1180
    expected = Counter(_cell(row) for row in rows if str(row["是否留守儿童"]) in "12")
    assert {cell: len(ids) for cell, ids in found["left_behind_b"].cells.items()} == expected


def _cell(row: dict[str, Any]) -> tuple[str, str, str]:
    number = str(row["班号"])
    grade = 2026 - int(number[:4]) + (1 if number[4] == "1" else 7)
    return str(grade), str(row["性别"]), "yes" if str(row["就读方式"]) == "2" else "no"


def test_three_thousand_children_are_counted_in_few_statements_whatever_their_number(cast: Cast) -> None:
    counts = []
    for more in (10, 300):
        with cast.writing():
            fill(more, seed=more)
        with cast.reading():
            totals()
            with statements(cast) as seen:
                totals()
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 21


def test_a_child_whose_class_is_not_known_is_told_and_not_lost() -> None:
    members = [Member(1, None, "2", boarding=True), Member(2, 5, "9", boarding=False)]
    sets = dict.fromkeys(indicators()["enrolled"].numerator, members)
    count = counted([indicators()["enrolled"]], sets, "A", {})["enrolled"]
    assert count.total == 2
    assert set(count.cells) == {("?", "2", "yes"), ("5", "?", "no")}


def test_who_left_after_the_cut_off_still_counts(cast: Cast) -> None:
    with cast.writing():
        child = session().scalars(select(Child).where(Child.name == OTHER_CHILD)).one()
        child.enrolment, child.enrolment_since = Enrolment.TRANSFERRED, clock.today()
    with cast.reading():
        before = count_return(return_forms()[KIND], date(2026, 10, 31), {}, {}).counts["enrolled"].total
        after = count_return(return_forms()[KIND], clock.today(), {}, {}).counts["enrolled"].total
    assert (before, after) == (2, 1)


@pytest.mark.parametrize("letter", ["A", "B", "C", "D"])
def test_the_figures_balance_by_every_definition_a_school_may_choose(filled: Cast, letter: str) -> None:
    with filled.writing():
        session().add(Setting(name="summaries.definition", value=letter, changed_at=clock.now()))
    with filled.reading():
        found = count_return(return_forms()[KIND], clock.today(), {}, {})
    assert found.definition == letter
    assert found.counts["left_behind"].children == found.counts[f"left_behind_{letter.lower()}"].children
    assert {one.balance.id for one in found.imbalances} == {"all_confirmed", "all_paired", "entered"}
