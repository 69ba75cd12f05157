"""After publishing: swaps with two sides and a leader, an absence on the day, the ledger, days one cannot come."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.core import clock
from portal.core.db import session
from portal.duty.models.fairness import DutyStanding, DutyTime, LedgerEntry
from portal.duty.models.roster import BoardingWeekend, DutyAssignment, DutyPost, DutyShift, Ending, PostKind
from portal.duty.models.swaps import DutySwap, ReplacementCall, SwapState
from portal.duty.queries.settled import loaded
from portal.people.models import Person
from portal.school.models import Setting
from tests.cast import Cast
from tests.duty.roster_school import furnish
from tests.duty.test_making_rosters import draft, named, publish
from tests.forms import send, token_of


@pytest.fixture
def school(cast: Cast) -> Cast:
    """With a published roster; 简明 and 方雅 are two of its teachers, 邱姨 keeps the girls' house with 韦老师."""
    furnish(cast)
    lead = cast.signed_in("lead")
    draft(lead)
    publish(cast, lead)
    return cast


def held(cast: Cast, post: PostKind, name: str = "") -> list[tuple[int, int, str]]:
    """Assignments that hold, with their shift and holder, in time."""
    with cast.reading():
        found = (
            select(DutyAssignment.id, DutyAssignment.shift_id, Person.name)
            .join(DutyShift, DutyShift.id == DutyAssignment.shift_id)
            .join(Person, Person.id == DutyAssignment.person_id)
            .where(DutyShift.post == post, DutyAssignment.ended_at.is_(None), DutyShift.starts_at > clock.now())
            .order_by(DutyShift.starts_at)
        )
        return [(row[0], row[1], row[2]) for row in session().execute(found) if name in ("", row[2])]


def first_offer(browser: FlaskClient, assignment_id: int, name: str) -> str:
    page = browser.get(f"/duty/mine/{assignment_id}/swap").text
    found = re.search(rf'<option value="(\d+-[1-9]\d*)">{name}', page)
    assert found, page[-3000:]
    return found[1]


def asked(cast: Cast) -> DutySwap:
    with cast.reading():
        return session().scalars(select(DutySwap)).one()


def answer(browser: FlaskClient, swap: DutySwap, words: str, version: int | None = None) -> str:
    page = browser.get("/duty/swaps")
    sent = {"csrf_token": token_of(page), "version": version or swap.version, "answer": words}
    return browser.post(f"/duty/swaps/{swap.id}", data=sent, follow_redirects=True).text


def dormitory_and_other(cast: Cast) -> tuple[FlaskClient, FlaskClient, int]:
    """邱姨's browser, that of 韦老师 (who gets an account), and the first duty of 邱姨."""
    from portal.accounts.models import Account

    with cast.writing():
        person_id = session().scalars(select(Person.id).where(Person.name == "韦老师")).one()
        session().add(Account(person_id=person_id, login="wei", created_at=clock.now()))
    return cast.signed_in("dormitory"), cast.signed_in("wei"), held(cast, PostKind.DORM_GIRLS, "邱姨")[0][0]


def test_a_swap_needs_both_sides_and_the_leader(school: Cast) -> None:
    mine, other, given = dormitory_and_other(school)
    assert (
        send(mine, f"/duty/mine/{given}/swap", {"taken": first_offer(mine, given, "韦老师"), "words": "家里有事"}).status_code
        == 303
    )
    swap = asked(school)
    assert "答复换班" in other.get("/today").text
    assert answer(mine, swap, "yes"), "who asked cannot agree for the other"
    assert asked(school).state is SwapState.ASKED
    answer(other, swap, "yes")
    assert asked(school).state is SwapState.AGREED
    assert any(one[0] == given for one in held(school, PostKind.DORM_GIRLS, "邱姨")), "nothing changes before the leader consents"
    lead = school.signed_in("lead")
    assert "批一下换班" in lead.get("/today").text
    answer(lead, asked(school), "yes")
    assert asked(school).state is SwapState.DONE
    with school.reading():
        ended = session().scalars(select(DutyAssignment).where(DutyAssignment.ended_because == Ending.SWAPPED)).all()
        assert len(ended) == 2
    assert not any(one[0] == given for one in held(school, PostKind.DORM_GIRLS))


def test_without_the_rule_of_consent_two_sides_are_enough(school: Cast) -> None:
    with school.writing():
        session().add(Setting(name="duty.swap_consent", value="no", changed_at=clock.now()))
    school.database.memory.clear()
    mine, other, given = dormitory_and_other(school)
    send(mine, f"/duty/mine/{given}/swap", {"taken": first_offer(mine, given, "韦老师")})
    answer(other, asked(school), "yes")
    assert asked(school).state is SwapState.DONE


def test_a_swap_is_declined_taken_back_and_never_answered_twice(school: Cast) -> None:
    mine, other, given = dormitory_and_other(school)
    send(mine, f"/duty/mine/{given}/swap", {"taken": first_offer(mine, given, "韦老师")})
    swap = asked(school)
    assert send(mine, f"/duty/mine/{given}/swap", {"taken": first_offer(mine, given, "韦老师")}).status_code == 422
    answer(mine, swap, "back")
    assert asked(school).state is SwapState.TAKEN_BACK
    assert "刚有人答复过" in answer(other, swap, "yes")


def test_a_stranger_to_a_swap_does_not_find_it_and_nobody_swaps_for_another(school: Cast) -> None:
    mine, _other, given = dormitory_and_other(school)
    send(mine, f"/duty/mine/{given}/swap", {"taken": first_offer(mine, given, "韦老师")})
    stranger = school.signed_in("teacher")
    page = stranger.get("/duty/mine")
    sent = {"csrf_token": token_of(page), "version": 1, "answer": "yes"}
    assert stranger.post(f"/duty/swaps/{asked(school).id}", data=sent).status_code == 404
    assert stranger.get(f"/duty/mine/{given}/swap").status_code == 404


def test_an_absence_opens_the_duty_and_whoever_carries_least_is_called_first(school: Cast) -> None:
    lead = school.signed_in("lead")
    _id, shift_id, name = held(school, PostKind.DORM_GIRLS)[0]
    other = "韦老师" if name == "邱姨" else "邱姨"
    busy = next((one for one in held(school, PostKind.DORM_GIRLS, other)), None)
    page = lead.get(f"/duty/shifts/{shift_id}")
    assert lead.post(f"/duty/shifts/{shift_id}/absence", data={"csrf_token": token_of(page)}).status_code == 303
    page = lead.get(f"/duty/shifts/{shift_id}")
    assert "按这个顺序打电话" in page.text
    assert busy is None or busy[1] != shift_id
    person_id = named(school)[other]
    for said in ("not_reached", "takes_it"):
        sent = {"csrf_token": token_of(page), "person_id": person_id, "answer": said}
        assert lead.post(f"/duty/shifts/{shift_id}/call", data=sent).status_code == 303
    with school.reading():
        assert len(session().scalars(select(ReplacementCall)).all()) == 1
        now = session().scalars(
            select(DutyAssignment).where(DutyAssignment.shift_id == shift_id, DutyAssignment.ended_at.is_(None))
        ).one()  # fmt: skip
        assert now.person_id == person_id


def test_whom_a_rule_keeps_away_cannot_stand_in(school: Cast) -> None:
    lead = school.signed_in("lead")
    _id, shift_id, _name = held(school, PostKind.DORM_BOYS)[0]
    page = lead.get(f"/duty/shifts/{shift_id}")
    lead.post(f"/duty/shifts/{shift_id}/absence", data={"csrf_token": token_of(page)})
    page = lead.get(f"/duty/shifts/{shift_id}")
    sent = {"csrf_token": token_of(page), "person_id": named(school)["韦老师"], "answer": "takes_it"}
    assert lead.post(f"/duty/shifts/{shift_id}/call", data=sent).status_code == 404, "she is not qualified for the boys' house"
    assert not any(one[1] == shift_id for one in held(school, PostKind.DORM_BOYS))


def test_the_ledger_carries_loads_and_newcomers_start_at_the_median(school: Cast) -> None:
    with school.reading():
        opened = session().scalars(select(LedgerEntry)).all()
        assert opened
        assert {entry.weight for entry in opened} == {0}, "in the first term everybody starts at nothing"
    people, lead = named(school), school.signed_in("lead")
    page = lead.get(f"/duty/people/{people['石师傅']}")
    sent = {"csrf_token": token_of(page), "weight": "300", "reason": "上学期替人值了三次"}
    assert lead.post(f"/duty/people/{people['石师傅']}/ledger", data=sent).status_code == 303
    with school.reading():
        known = {one.person.name: one for one in loaded()}
        assert (known["石师傅"].load, known["石师傅"].new) == (300, False)
    own = people["孟知远"]
    page = lead.get(f"/duty/people/{own}")
    refused = lead.post(f"/duty/people/{own}/ledger", data={**sent, "csrf_token": token_of(page)}, follow_redirects=True)
    assert "自己的账" in refused.text


def test_what_the_leader_settles_is_kept(school: Cast) -> None:
    lead, people = school.signed_in("lead"), named(school)
    with school.reading():
        day = session().scalars(select(DutyShift.weekend).order_by(DutyShift.weekend.desc())).first()
    assert send(lead, f"/duty/weekends/{day}", {"kind": "closed", "expected": "0", "version": "0"}).status_code == 303
    assert send(lead, f"/duty/weekends/{day}", {"kind": "weekend", "expected": "", "version": "0"}).status_code == 409
    assert send(lead, "/duty/posts/gate", {"least": "2", "per_boarders": "", "weight": "100", "version": "0"}).status_code == 303
    assert (
        send(lead, f"/duty/people/{people['田老师']}", {"posts": ["gate"], "most_shifts": "3", "version": "0"}).status_code == 303
    )
    with school.reading():
        assert session().scalars(select(BoardingWeekend)).one().expected == 0
        assert session().scalars(select(DutyPost)).one().least == 2
        assert session().scalars(select(DutyStanding)).one().posts == "gate"
    draft(lead)
    assert "全部离校" in lead.get("/duty").text
    assert lead.get("/duty/draft").text.count("/gate/2") >= 1


def test_days_one_cannot_come_are_noted_and_taken_back(school: Cast) -> None:
    mine = school.signed_in("dormitory")
    today = clock.today().isoformat()
    page = mine.get("/duty/mine")
    sent = {"csrf_token": token_of(page), "kind": "away", "from_day": today, "until_day": today}
    assert mine.post("/duty/mine/times", data=sent).status_code == 303
    with school.reading():
        noted = session().scalars(select(DutyTime)).one()
    other = school.signed_in("teacher")
    path = f"/duty/mine/times/{noted.id}/withdrawal"
    assert other.post(path, data={"csrf_token": token_of(other.get("/duty/mine"))}).status_code == 404
    assert mine.post(path, data={"csrf_token": token_of(page)}).status_code == 303
    with school.reading():
        assert session().scalars(select(DutyTime)).one().withdrawn_at is not None
