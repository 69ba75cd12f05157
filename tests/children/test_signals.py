"""The files tell the rules of attention what they hold, many children in the same statements, and keep what is unsaid apart."""

from __future__ import annotations

from datetime import date, timedelta

from portal.children.models import AidCategory, HealthNote, Reunion, Whereabouts
from portal.children.signals import read, signals
from portal.core import clock
from portal.core.contributions import SignalKind
from portal.core.db import session
from tests.cast import OTHER_CHILD, Cast
from tests.counting import statements

TODAY = date(2026, 11, 25)


def away(child_id: int, parent: str, state: str = "away_for_work") -> None:
    since = date(2026, 2, 20)
    session().add(
        Whereabouts(child_id=child_id, parent=parent, state=state, since=since, from_day=since, recorded_at=clock.now()),
    )


def test_of_a_child_nobody_wrote_about_nothing_is_said(cast: Cast) -> None:
    child = cast.child_id(OTHER_CHILD)
    with cast.reading():
        found = read([child], TODAY)[child]
    assert found["children.parents_unknown"].value == 2
    assert found["children.carer_on_file"].value is False
    assert found["children.census_confirmed"].value is False
    assert not {"children.parents_away", "children.left_behind_a", "children.apart"} & set(found)


def test_what_the_file_holds_is_told_with_its_day(cast: Cast) -> None:
    child = cast.child_id()
    with cast.writing():
        away(child, "father")
        away(child, "mother")
        start = TODAY - timedelta(days=10)
        days = {"last_on": date(2026, 2, 18), "from_day": start, "recorded_at": clock.now()}
        session().add(Reunion(child_id=child, weekends_or_holidays=False, **days))
        session().add(AidCategory(child_id=child, category="low_income", from_day=start))
        session().add(HealthNote(child_id=child, text="哮喘", from_day=start, recorded_at=clock.now()))
    with cast.reading():
        found = read([child], TODAY)[child]
    assert found["children.parents_away"].value == 2
    assert found["children.parents_away"].on == date(2026, 2, 20)
    assert {found[f"children.left_behind_{letter}"].value for letter in "acd"} == {True}
    assert found["children.left_behind_b"].value == 2
    assert found["children.days_since_reunion"].value == 280
    assert found["children.hardship"].value is True
    assert found["children.health_note"].value is True
    assert "哮喘" not in repr(found)


def test_a_parent_in_custody_beside_one_away_counts_by_the_state_council(cast: Cast) -> None:
    child = cast.child_id()
    with cast.writing():
        away(child, "father")
        away(child, "mother", "in_custody")
    with cast.reading():
        found = read([child], TODAY)[child]
    assert (found["children.parents_away"].value, found["children.parents_unable"].value) == (1, 1)
    assert found["children.left_behind_a"].value is True


def test_every_fact_told_is_declared_with_its_kind(cast: Cast) -> None:
    child = cast.child_id()
    kinds = {definition.name: definition.kind for definition in signals.definitions}
    with cast.writing():
        away(child, "father")
    with cast.reading():
        for name, signal in read([child], TODAY)[child].items():
            assert isinstance(signal.value, bool) == (kinds[name] is SignalKind.TRUTH), name


def test_two_children_need_no_more_statements_than_one(cast: Cast) -> None:
    first, second = cast.child_id(), cast.child_id(OTHER_CHILD)
    with cast.reading():
        read([first], TODAY)  # the calendar is remembered from here on
    with cast.reading(), statements(cast.database) as one:
        read([first], TODAY)
    with cast.reading(), statements(cast.database) as two:
        read([first, second], TODAY)
    assert len(one) == len(two) <= 9
