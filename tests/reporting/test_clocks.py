"""The clocks of a mandatory report: which run, from when, until when."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from portal.core.clock import SCHOOL_ZONE
from portal.reporting.models import StepKind
from portal.reporting.rules import Clock, Limits, running

FOUND = datetime(2026, 11, 26, 9, 0, tzinfo=SCHOOL_ZONE)
TOLD = FOUND + timedelta(minutes=20)
LIMITS = Limits(police_minutes=30, bureau_hours=24, civil_hours=24, receipt_hours=24, feedback_days=3)


def due(**first: datetime) -> dict[Clock, datetime]:
    steps = {StepKind(kind): at for kind, at in first.items()}
    return {one.clock: one.due for one in running(FOUND, steps, LIMITS)}


def test_before_the_police_know_only_that_runs() -> None:
    assert due() == {Clock.POLICE: FOUND + timedelta(minutes=30)}


def test_without_a_receipt_only_the_school_s_own_reminder_runs() -> None:
    assert due(police=TOLD)[Clock.RECEIPT] == TOLD + timedelta(hours=24)
    assert Clock.FEEDBACK not in due(police=TOLD)


def test_an_answer_without_a_receipt_ends_both() -> None:
    assert set(due(police=TOLD, feedback=TOLD)) == {Clock.BUREAU, Clock.CIVIL}


@pytest.mark.parametrize("hours", [1, 30, 200])
def test_the_three_days_begin_when_the_case_was_taken_up(hours: int) -> None:
    taken_up = TOLD + timedelta(hours=hours)
    found = due(police=TOLD, receipt=taken_up)
    assert Clock.RECEIPT not in found
    assert found[Clock.FEEDBACK] == taken_up + timedelta(days=3)
    assert found[Clock.BUREAU] == found[Clock.CIVIL] == TOLD + timedelta(hours=24), "these do not wait for the receipt"


def test_a_receipt_dated_before_the_report_does_not_shorten_the_time() -> None:
    assert due(police=TOLD, receipt=FOUND)[Clock.FEEDBACK] == TOLD + timedelta(days=3)


def test_what_happened_has_no_clock_any_more() -> None:
    assert set(due(police=TOLD, bureau=TOLD)) == {Clock.CIVIL, Clock.RECEIPT}
    assert due(police=TOLD, closed=TOLD) == {}
