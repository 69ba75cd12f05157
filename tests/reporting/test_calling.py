"""A report the police do not have yet calls by itself: the handler, then finder and heads, and nobody it is kept from."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from portal.core import clock
from portal.core.db import session
from portal.journal.models import JournalRow
from portal.outbox.calling import call_out
from portal.outbox.models import Message
from tests.cast import PEOPLE, Cast
from tests.reporting.test_filing import filed, step


def called(cast: Cast) -> list[str]:
    """One round; whom it has told by now, in the order they were told."""
    call_out(cast.database)
    with cast.reading():
        names = {cast.viewer(key).person_id: key for key in PEOPLE if PEOPLE[key][1] not in ("guardian", "carer")}
        found = select(Message.person_id).where(Message.key.like("reporting.police.%")).order_by(Message.id)
        return [names[person_id] for person_id in session().scalars(found)]


def later(minutes: int) -> time_machine.travel:
    return time_machine.travel(clock.now() + timedelta(minutes=minutes), tick=False)


def test_the_handler_hears_at_once_and_when_nobody_told_the_police_finder_and_principal_hear(cast: Cast) -> None:
    report = filed(cast.signed_in("teacher"))
    assert called(cast) == called(cast) == ["lead"]
    with later(12 * 60):
        assert sorted(called(cast)[1:]) == ["lead", "principal", "teacher"]
        assert len(called(cast)) == 4
        with cast.reading():
            assert session().scalar(select(func.count()).where(JournalRow.event == "reporting.called")) == 2
    assert step(cast.signed_in("lead"), report, "police", office="镇派出所") == 303


def test_once_the_police_know_nobody_is_called_any_more(cast: Cast) -> None:
    report = filed(cast.signed_in("teacher"))
    assert step(cast.signed_in("lead"), report, "police", office="镇派出所") == 303
    with later(12 * 60):
        assert called(cast) == []


@pytest.mark.parametrize(("kept_from", "first"), [("safeguarding_lead", "principal"), ("principal", "lead")])
def test_whom_it_is_kept_from_hears_nothing_of_it(cast: Cast, kept_from: str, first: str) -> None:
    filed(cast.signed_in("teacher"), kept_from=kept_from)
    assert called(cast) == [first]
    with later(12 * 60):
        assert set(called(cast)) == {first, "teacher"}
