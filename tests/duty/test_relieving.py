"""Under a warning the draft says what would lighten it, and one tap carries it out within the hard rules."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sqlalchemy import select, update

from portal.core.db import session
from portal.duty.models.roster import DutyDraft, DutyProposal, PostKind
from portal.duty.planning.assembling import Limits, Plan, instance_of
from portal.duty.planning.demand import Slot
from portal.duty.planning.qualified import Colleague
from portal.duty.planning.relieving import Reliefs
from portal.duty.planning.warning import in_a_row, totals
from portal.duty.solver.hard_rules import hindrances
from tests.cast import Cast
from tests.duty.roster_school import furnish
from tests.duty.test_making_rosters import draft
from tests.duty.test_plans import weekend
from tests.forms import send

WEEKENDS = [weekend(number) for number in range(4)]
GATE = frozenset({PostKind.GATE})
FOREVER = WEEKENDS[-1].last_day


def colleague(number: int, *posts: PostKind, most: int | None = None) -> Colleague:
    return Colleague(number, f"T{number}", "1", vetted_until=FOREVER, settled_posts=frozenset(posts) or GATE, most_shifts=most)


def gate(number: int) -> Slot:
    return Slot(WEEKENDS[number].first_day, PostKind.GATE, 1)


def reliefs(people: list[Colleague], holders: list[int], kept: frozenset[Slot] = frozenset()) -> Reliefs:
    """A gate post each weekend, held in turn by these."""
    weights = {gate(number): 100 for number in range(len(holders))}
    given_ = {gate(number): holder for number, holder in enumerate(holders)}
    plan = Plan(WEEKENDS, weights, people, {}, Limits(9, 0))
    return Reliefs(plan, given_, kept, totals({one.id: 0 for one in people}, given_, weights))


def test_two_weekends_in_a_row_are_parted_by_an_exchange() -> None:
    found = reliefs([colleague(1), colleague(2)], [1, 1, 2, 2]).best((gate(0), gate(1)))
    assert found
    assert (found.taker_id, found.giver_load, found.taker_load) == (2, 200, 200)
    assert found.back is not None
    holders = dict(enumerate([1, 1, 2, 2]))
    for slot, person in ((found.slot, 2), (found.back, 1)):
        holders[next(number for number in range(4) if gate(number) == slot)] = person
    assert not in_a_row({gate(number): person for number, person in holders.items()}, [one.first_day for one in WEEKENDS])


def test_a_heavy_load_is_passed_on_to_whoever_carries_least() -> None:
    found = reliefs([colleague(1), colleague(2), colleague(3)], [1, 1, 1, 2]).best((gate(0), gate(1), gate(2)), lighter=True)
    assert found
    assert (found.slot, found.taker_id, found.back) == (gate(1), 3, None)


def test_under_a_heavy_load_nothing_is_proposed_that_leaves_it_as_heavy() -> None:
    people, holders = [colleague(1), colleague(2, most=2)], [1, 1, 2, 2]
    held = (gate(0), gate(1))
    assert reliefs(people, holders).best(held), "the two weekends in a row could be parted"
    assert reliefs(people, holders).best(held, lighter=True) is None


@pytest.mark.parametrize(
    ("people", "kept"),
    [
        ([colleague(1), colleague(2, PostKind.DOCTOR)], frozenset()),  # not qualified
        ([colleague(1), colleague(2, most=0)], frozenset()),  # may take no more
        ([colleague(1), colleague(2)], frozenset(gate(number) for number in range(4))),  # all kept
    ],
)
def test_nothing_is_proposed_that_a_rule_or_a_kept_post_forbids(people: list[Colleague], kept: frozenset[Slot]) -> None:
    found = reliefs(people, [1, 1, 1, 1], kept)
    assert found.best([gate(number) for number in range(4)]) is None
    assert not found.allows(gate(0), 2, None)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(some.lists(some.integers(1, 3), min_size=4, max_size=4), some.integers(1, 4))
def test_whatever_is_proposed_keeps_the_hard_rules_and_nobody_is_worse_off(holders: list[int], most: int) -> None:
    people = [colleague(number, most=most) for number in (1, 2, 3)]
    of = reliefs(people, holders)
    found = of.best([gate(number) for number, holder in enumerate(holders) if holder == holders[0]])
    if found is None:
        return
    assert max(found.giver_load, found.taker_load) <= max(of.loads[found.giver_id], of.loads[found.taker_id])
    after = {**of.given, found.slot: found.taker_id} | ({found.back: found.giver_id} if found.back else {})
    instance = instance_of(of.plan)
    for slot, person in ((found.slot, found.taker_id), (found.back, found.giver_id)):
        if slot is not None:
            held = [of.place[one.key] for one, holder in after.items() if holder == person and one != slot]
            assert not hindrances(instance, of.person[person], of.place[slot.key], held)


def test_the_draft_shows_the_exchange_and_carries_it_out_once(cast: Cast) -> None:
    furnish(cast)
    lead = cast.signed_in("lead")
    draft(lead)
    with cast.writing():
        lines = (
            session().scalars(select(DutyProposal).where(DutyProposal.post == PostKind.GATE).order_by(DutyProposal.weekend)).all()
        )
        one = lines[0].person_id
        session().execute(update(DutyProposal).where(DutyProposal.post == PostKind.GATE).values(person_id=one, locked=False))
    page = lead.get("/duty/draft").text
    found = re.search(r'name="slot" value="([^"]+)"><input type="hidden" name="taker" value="(\d+)"', page)
    assert found, "a warning with an exchange"
    assert "可以改由" in page
    with cast.reading():
        number = session().scalars(select(DutyDraft.id).order_by(DutyDraft.id.desc())).first()
    fields = {"slot": found[1], "taker": found[2], "back": ""}
    assert send(lead, f"/duty/draft/{number}/exchange", fields, page="/duty/draft").status_code == 303
    with cast.reading():
        moved = session().scalars(select(DutyProposal).where(DutyProposal.person_id == int(found[2]), DutyProposal.locked)).all()
        assert [f"{line.weekend}/{line.post.value}/{line.place}" for line in moved] == [found[1]]
    send(lead, f"/duty/draft/{number}/exchange", fields, page="/duty/draft")
    assert "草稿已经变了" in lead.get("/duty/draft").text, "the second tap finds it done"
    for wrong in ({"slot": "x", "taker": "1"}, {"slot": "2026-01-01/gate/1"}, {"slot": "2026-13-01/gate/1", "taker": "1"}):
        assert send(lead, f"/duty/draft/{number}/exchange", wrong, page="/duty/draft").status_code == 404
    answers = cast.answers(f"/duty/draft/{number}/exchange", method="POST")
    assert set(answers.values()) <= {400, 403, 404}
