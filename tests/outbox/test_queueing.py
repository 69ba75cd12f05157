"""Queueing happens with what it tells of: once for each person and key, and in one statement."""

from __future__ import annotations

import time

from sqlalchemy import func, select

from portal.core.db import session
from portal.outbox.models import Message
from portal.outbox.operations import queue, take_back
from portal.people.models import Person
from tests.cast import Cast
from tests.counting import statements
from tests.outbox.people import add_people


def _everyone() -> list[int]:
    return list(session().scalars(select(Person.id)))


def test_everybody_is_queued_once_however_often_asked(cast: Cast) -> None:
    with cast.writing():
        people = _everyone()
        assert queue([*people, *people], kind="told", key="notice.1", path="/messages/1") == len(people)
        assert queue(people, kind="told", key="notice.1", path="/messages/1") == 0
        assert queue(people[:2], kind="told", key="notice.1.again", path="/messages/1") == 2
        assert session().scalar(select(func.count()).select_from(Message)) == len(people) + 2


def test_queueing_is_one_statement_and_nobody_unknown_is_queued(cast: Cast) -> None:
    with cast.writing(), statements(cast.database) as seen:
        assert queue([1, 2, 99_999], kind="told", key="notice.1", path="/messages/1") == 2
    assert len([one for one in seen if "outbox_message" in one]) == 1


def test_what_is_rolled_back_was_never_queued(cast: Cast) -> None:
    with cast.database.transaction():  # a reading transaction is never committed
        queue([1], kind="told", key="notice.1", path="/messages/1")
    with cast.reading():
        assert session().scalar(select(func.count()).select_from(Message)) == 0


def test_what_is_taken_back_before_it_left_stays_unsent(cast: Cast) -> None:
    with cast.writing():
        queue([1, 2], kind="told", key="notice.1", path="/messages/1")
        assert take_back("notice.1") == 2
        assert take_back("notice.1") == 0


def test_three_thousand_people_are_queued_within_three_seconds(cast: Cast) -> None:
    with cast.writing():
        people = add_people(3000)
    begin = time.monotonic()
    with cast.writing():
        assert queue(people, kind="told", key="notice.1", path="/messages/1") == 3000
    assert time.monotonic() - begin <= 3
