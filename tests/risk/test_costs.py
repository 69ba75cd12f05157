"""Figures are of children on the roll; statements do not grow with them; nothing lies open in the database."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from portal.children.models import NoContactOrder
from portal.core import clock
from portal.core.blueprint import database
from portal.core.contributions import SignalKind
from portal.core.db import session
from portal.risk.book import facts_of, supplied
from portal.risk.models import AttentionProposal
from portal.risk.operations.reviewing import review_school
from portal.risk.planting import plant_grades
from portal.risk.queries.grades import members
from tests.cast import OTHER_CHILD, Cast
from tests.counting import statements
from tests.risk.deciding import away, confirmed, left_behind, reviewed


def test_every_figure_is_of_somebody_on_the_roll(cast: Cast) -> None:
    child = left_behind(cast)
    confirmed(cast, child)
    with cast.reading():
        sets = members(clock.today())
    assert [len(sets[f"risk.grade_{grade}"]) for grade in range(4)] == [1, 0, 1, 0]
    assert [member.child_id for member in sets["risk.grade_2"]] == [child]


def test_a_review_needs_the_same_statements_for_one_child_as_for_two(cast: Cast) -> None:
    child, other = cast.child_id(), cast.child_id(OTHER_CHILD)
    with cast.writing():
        away(child, "father", "mother")
        away(other, "father", "mother")
        session().add(NoContactOrder(child_id=other, guardian_id=1, issued_by="法院", from_day=date(2026, 11, 1)))
    with cast.app.test_request_context(), statements(database()) as seen, cast.writing():
        review_school(by=None)
    first = len(seen)
    with cast.app.test_request_context(), statements(database()) as again, cast.writing():
        review_school(by=None)
    assert len(again) <= first <= 60


def test_the_work_list_and_the_column_need_a_fixed_number_of_statements(cast: Cast) -> None:
    left_behind(cast)
    client = cast.signed_in("lead")
    client.get("/attention")
    with statements(database()) as one:
        client.get("/attention")
    other = cast.child_id(OTHER_CHILD)
    with cast.writing():
        away(other, "father", "mother")
    reviewed(cast)
    client.get("/attention")
    with statements(database()) as two:
        client.get("/attention")
    assert len(one) == len(two)


def test_what_was_found_is_encrypted(cast: Cast) -> None:
    left_behind(cast)
    with cast.reading() as opened:
        stored = opened.connection().exec_driver_sql("SELECT evidence FROM attention_proposal").scalars().all()
    assert stored
    assert all(b"hardship" not in bytes(one) for one in stored)


def test_every_domain_tells_only_facts_it_declared(cast: Cast) -> None:
    child, other = cast.child_id(), cast.child_id(OTHER_CHILD)
    with cast.writing():
        away(child, "father", "mother")
    with cast.app.test_request_context(), cast.reading():
        known = supplied()
        found = facts_of([child, other], clock.today())
    assert set(found) == {child, other}
    for name, signal in [pair for facts in found.values() for pair in facts.items()]:
        assert isinstance(signal.value, bool) == (known[name].kind is SignalKind.TRUTH), name
    assert {"pairing.paired", "visits.this_term", "guardianship.alone", "contact.missed_weeks"} <= set(known)


def test_the_demo_school_decides_most_proposals_and_leaves_some(cast: Cast) -> None:
    child = cast.child_id()
    with cast.writing():
        away(child, "father", "mother")
    with cast.app.test_request_context(), cast.writing():
        plant_grades()
    with cast.reading():
        assert session().scalars(select(AttentionProposal.id)).all()
