"""From what a school settled to a roster: weekends, numbers, who may, what is carried, and the hard rules on any school."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as some

from portal.access.permissions import Role
from portal.core.calendar import DAY, SchoolCalendar, TermDays
from portal.duty.models.fairness import TimeKind
from portal.duty.models.roster import PostKind, WeekendKind
from portal.duty.planning.assembling import Absence, Limits, Plan, absences
from portal.duty.planning.demand import HOUSES, USUAL, Expected, Need, Slot, slots
from portal.duty.planning.drafted import drafted, slot_of
from portal.duty.planning.ledger import carried
from portal.duty.planning.qualified import Colleague, Time, suggested
from portal.duty.planning.warning import heavy, in_a_row
from portal.duty.planning.weekends import Weekend, current, weekends

FRIDAY = date(2026, 9, 4)
TERM = TermDays(1, 2026, 1, date(2026, 9, 1), date(2027, 1, 22))
NATIONAL = frozenset(date(2026, 10, 1) + DAY * step for step in range(7))
CALENDAR = SchoolCalendar(NATIONAL, frozenset({date(2026, 9, 27), date(2026, 10, 10)}), (TERM,))


def weekend(number: int, kind: WeekendKind = WeekendKind.WEEKEND) -> Weekend:
    first = FRIDAY + DAY * (1 + 7 * number)
    return Weekend(first, first + DAY, kind)


def test_weekends_follow_terms_holidays_and_days_worked_instead() -> None:
    found = weekends(CALENDAR, date(2026, 9, 1), date(2026, 10, 20), 3)
    assert found[0] == Weekend(date(2026, 9, 5), date(2026, 9, 6), WeekendKind.WEEKEND)
    assert Weekend(date(2026, 9, 26), date(2026, 9, 26), WeekendKind.WEEKEND) in found, "the Sunday is worked"
    holiday = [each for each in found if each.kind is WeekendKind.HOLIDAY]
    assert [len(each.days) for each in holiday] == [3, 2, 2], "seven days are shared out in parts of three at most"
    assert (holiday[0].first_day, holiday[-1].last_day) == (date(2026, 10, 1), date(2026, 10, 7))
    assert Weekend(date(2026, 10, 11), date(2026, 10, 11), WeekendKind.WEEKEND) in found
    assert current(found, date(2026, 9, 7)) == found[1]
    assert not weekends(CALENDAR, date(2026, 8, 1), date(2026, 8, 31), 3), "outside a term nobody boards"


def test_numbers_grow_with_the_boarders_expected_by_house() -> None:
    expected = Expected({"1": 120, "2": 60}, 50)
    found = slots(weekend(0), USUAL, expected, 200)
    count = {kind: sum(slot.post is kind for slot in found) for kind in PostKind}
    assert expected.staying(weekend(0)) == 90
    assert (count[PostKind.DORM_BOYS], count[PostKind.DORM_GIRLS], count[PostKind.TEACHER]) == (2, 1, 2)
    assert found[Slot(weekend(0).first_day, PostKind.DOCTOR, 1)] == 50
    holiday = slots(weekend(0, WeekendKind.HOLIDAY), USUAL, expected, 200)
    assert holiday[Slot(weekend(0).first_day, PostKind.LEADER, 1)] == 200
    assert not slots(weekend(0, WeekendKind.CLOSED), USUAL, expected, 200)
    assert not any(slot.post is PostKind.DORM_GIRLS for slot in slots(weekend(0), USUAL, Expected({"1": 9}, 50), 200))


def test_roles_and_titles_suggest_posts_and_the_house_decides() -> None:
    assert suggested(Colleague(1, "", "2", frozenset({Role.TEACHER}), ["校医"])) == {PostKind.DOCTOR}
    assert suggested(Colleague(1, "", "1", frozenset({Role.DUTY_STAFF}), ["门卫"])) == {PostKind.GATE}
    assert suggested(Colleague(1, "", "1", frozenset({Role.TEACHER}), ["德育主任"])) == {PostKind.LEADER}
    settled = Colleague(1, "", "1", settled_posts=frozenset({PostKind.DORM_GIRLS, PostKind.GATE}))
    assert settled.posts == {PostKind.GATE}, "a man never gets a post in the girls' house, whatever was ticked"
    assert Colleague(1, "", "", frozenset({Role.DUTY_STAFF}), houses=frozenset({"2"})).posts == {PostKind.DORM_GIRLS}


def test_newcomers_start_at_the_median_of_the_others() -> None:
    found = carried([1, 2, 3, 4], {1: 100, 2: 300, 3: 800})
    assert (found.loads[4], found.new) == (300, {4: 300})
    assert carried([1, 2], {}).loads == {1: 0, 2: 0}


def test_leave_vetting_the_end_of_a_post_and_rest_keep_somebody_away() -> None:
    ahead = [weekend(number) for number in range(5)]
    one = Colleague(
        7, "", "1", frozenset({Role.TEACHER}), vetted_until=ahead[3].last_day, here_until=ahead[2].last_day,
        times=[Time(TimeKind.AWAY, ahead[1].last_day, ahead[1].last_day)],
    )  # fmt: skip
    before = weekend(-1)
    plan = Plan(ahead, {}, [one], {}, Limits(9, 1), held={7: [before.first_day]}, before=[before.first_day])
    assert absences(plan, one) == {
        ahead[0].first_day: Absence.TOO_CLOSE,
        ahead[1].first_day: Absence.AWAY,
        ahead[3].first_day: Absence.POST_ENDS,
        ahead[4].first_day: Absence.VETTING,
    }


@some.composite
def schools(draw: some.DrawFn) -> Plan:
    """Any small school: weekends, needs, people with qualifications, leave, limits, loads, and posts kept from before."""
    ahead = [
        weekend(number, draw(some.sampled_from([WeekendKind.WEEKEND, WeekendKind.HOLIDAY])))
        for number in range(draw(some.integers(1, 4)))
    ]
    needs = [
        Need(kind, draw(some.integers(0, 2)), draw(some.sampled_from([None, 20])), draw(some.sampled_from([50, 100, 125])))
        for kind in PostKind
    ]
    wanted = {slot: weight for each in ahead for slot, weight in slots(each, needs, Expected({"1": 30, "2": 30}, 50), 200).items()}
    people = [person(draw, number, ahead) for number in range(1, draw(some.integers(1, 9)) + 1)]
    known = {one.id: draw(some.integers(0, 8)) * 50 for one in people if draw(some.booleans())}
    locked = {slot: draw(some.integers(1, 10)) for slot in wanted if draw(some.integers(0, 5)) == 0}
    return Plan(ahead, wanted, people, known, Limits(draw(some.integers(1, 4)), draw(some.integers(0, 1))), locked=locked)


def person(draw: some.DrawFn, number: int, ahead: list[Weekend]) -> Colleague:
    posts = frozenset(draw(some.sets(some.sampled_from(list(PostKind)), max_size=3)))
    away = [Time(TimeKind.AWAY, each.first_day, each.first_day) for each in ahead if draw(some.integers(0, 3)) == 0]
    vetted = FRIDAY + timedelta(days=draw(some.sampled_from([10, 400])))
    return Colleague(number, f"{number}", draw(some.sampled_from("12")), vetted_until=vetted, settled_posts=posts, times=away)


@settings(max_examples=40)
@given(schools())
def test_no_hard_rule_is_ever_broken(plan: Plan) -> None:
    found = drafted(plan, 2)
    people = {one.id: one for one in plan.people}
    order = {each.first_day: place for place, each in enumerate(plan.weekends)}
    mine: dict[int, list[Slot]] = {}
    for slot, number in found.people.items():
        if number is not None:
            one = people[number]
            assert slot.post in one.posts
            assert HOUSES.get(slot.post, one.sex) == one.sex
            assert slot.weekend not in absences(plan, one)
            mine.setdefault(number, []).append(slot)
    for held in mine.values():
        places = sorted(order[slot.weekend] for slot in held)
        assert len(held) <= plan.limits.most_shifts
        assert all(later - earlier > plan.limits.gap_weekends for earlier, later in pairwise(places))
    assert {slot_of(one["slot"]) for one in found.found["open"]} == {
        slot for slot, number in found.people.items() if number is None
    }
    assert all(found.people[slot] == plan.locked[slot] for slot in found.locked)
    assert found == drafted(plan, 2), "the same school gets the same roster"


def test_duty_twice_in_a_row_and_heavy_loads_are_pointed_out() -> None:
    first, second, third = (Slot(weekend(number).first_day, PostKind.GATE, 1) for number in (0, 1, 3))
    found = in_a_row({first: 7, second: 7, third: 7}, [weekend(number).first_day for number in range(4)])
    assert [(one.person_id, one.first, one.second, one.count) for one in found] == [(7, first, second, 3)]
    assert [one.person_id for one in heavy({1: 100, 2: 100, 3: 500})] == [3]
    assert not heavy({})
