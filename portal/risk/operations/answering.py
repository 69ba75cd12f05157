"""Somebody has an alarm in hand and says what is being done."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.errors import Refused
from portal.journal.operations import record
from portal.risk.queries.alarms import open_alarm

SHORTEST = 4


def answer_alarm(alarm_id: int, words: str, *, by: Viewer) -> None:
    """Take an alarm in hand: it climbs no further and stays open until the facts change. Raises NotFound, Refused."""
    alarm = open_alarm(by, alarm_id)
    if len(words.strip()) < SHORTEST:
        raise Refused(_l("Write in a sentence what is being done."), field="answer")
    if alarm.answered_at is not None:
        raise Refused(_l("Somebody has this in hand already. The page shows who."))
    alarm.answered_at, alarm.answered_by_id, alarm.answer = clock.now(), by.person_id, words.strip()
    record("risk.alarm_answered", subject=alarm, child_id=alarm.child_id, by=by)
