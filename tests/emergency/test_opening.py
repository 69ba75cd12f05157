"""In an emergency a closed part of a file opens for some hours: with a reason, told to others, and closed again by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from portal.access.permissions import ROLES, Permission, Tier
from portal.core import clock
from portal.core.db import session
from portal.emergency.contributions import to_acknowledge
from portal.journal.models import JournalRow
from tests.cast import PEOPLE, Cast
from tests.forms import send

NOON = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)
REASON = "孩子今晚说不想活了，心理老师联系不上"
FIELDS = {"tier": "clinical", "reason": REASON, "hours": "2"}


def reached(cast: Cast, key: str) -> frozenset[int]:
    with cast.reading():
        return cast.viewer(key).reaches(Tier.CLINICAL).child_ids


@pytest.mark.parametrize("key", list(PEOPLE))
def test_only_some_posts_may_ask_at_all(cast: Cast, key: str) -> None:
    expected = 200 if Permission.BREAK_GLASS in ROLES[PEOPLE[key][1]] else 403
    client = cast.signed_in(key)
    assert client.get("/emergency").status_code == expected
    assert client.get(f"/children/{cast.child_id()}/emergency").status_code == expected


def test_it_opens_one_child_for_the_hours_and_closes_by_itself(cast: Cast) -> None:
    child = cast.child_id()
    with time_machine.travel(NOON, tick=False) as moved:
        assert send(cast.signed_in("lead"), f"/children/{child}/emergency", FIELDS).status_code == 303
        assert reached(cast, "lead") == {child}
        moved.shift(timedelta(hours=2, minutes=1))
        assert reached(cast, "lead") == frozenset()


def test_it_can_be_closed_early_by_whoever_opened_it(cast: Cast) -> None:
    child, client = cast.child_id(), cast.signed_in("lead")
    send(client, f"/children/{child}/emergency", FIELDS)
    assert send(cast.signed_in("principal"), "/emergency/1/ending", page="/emergency").status_code == 404
    assert send(client, "/emergency/1/ending", page="/emergency").status_code == 303
    assert reached(cast, "lead") == frozenset()


def test_principal_and_counselor_are_told_until_they_have_read_it(cast: Cast) -> None:
    send(cast.signed_in("lead"), f"/children/{cast.child_id()}/emergency", FIELDS)
    for key in ("principal", "counselor"):
        with cast.app.test_request_context(), cast.reading():
            assert len(to_acknowledge(cast.viewer(key), clock.today())) == 1
        client = cast.signed_in(key)
        assert REASON in client.get("/emergency").text
        assert send(client, "/emergency/1/acknowledgement", page="/emergency").status_code == 303
        with cast.app.test_request_context(), cast.reading():
            assert to_acknowledge(cast.viewer(key), clock.today()) == []
    with cast.reading():
        events = (
            session().scalars(select(JournalRow.event).where(JournalRow.event.like("emergency.%")).order_by(JournalRow.seq)).all()
        )
    assert events == ["emergency.opened", "emergency.acknowledged", "emergency.acknowledged"]


@pytest.mark.parametrize("change", [{"reason": "急"}, {"hours": "25"}, {"hours": "0"}, {"tier": "schooling"}])
def test_without_a_reason_an_end_or_a_need_it_stays_shut(cast: Cast, change: dict[str, str]) -> None:
    answer = send(cast.signed_in("lead"), f"/children/{cast.child_id()}/emergency", FIELDS | change)
    assert answer.status_code == 422
    assert reached(cast, "lead") == frozenset()


def test_the_reason_is_encrypted(cast: Cast) -> None:
    send(cast.signed_in("lead"), f"/children/{cast.child_id()}/emergency", FIELDS)
    with cast.reading() as opened:
        stored = opened.connection().exec_driver_sql("SELECT reason FROM access_grant").scalar_one()
    assert REASON.encode() not in bytes(stored)
