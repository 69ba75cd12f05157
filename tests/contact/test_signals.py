"""What contact and care tell the rules of attention, and what they leave unsaid."""

from __future__ import annotations

from portal.contact.signals import read as contact
from portal.core import clock
from portal.core.db import session
from portal.guardianship.models import Living, LivingSituation
from portal.guardianship.signals import read as care
from tests.cast import OTHER_CHILD, Cast
from tests.contact.test_contact_pages import send_away, talked


def test_quiet_weeks_and_days_since_the_last_talk_are_told(cast: Cast) -> None:
    child_id, other = send_away(cast), cast.child_id(OTHER_CHILD)
    with cast.reading():
        quiet = contact([child_id, other], clock.today())
    assert set(quiet) == {child_id}, "of a child at home nobody expects a call"
    assert set(quiet[child_id]) == {"contact.missed_weeks"}, "what never happened has no day"
    assert int(quiet[child_id]["contact.missed_weeks"].value) > 2
    talked(cast, child_id, 7)
    with cast.reading():
        told = contact([child_id], clock.today())[child_id]
    assert told["contact.days_since_last"].value == 7
    assert told["contact.missed_weeks"].value == 0


def test_the_gravest_gaps_are_told_with_their_day(cast: Cast) -> None:
    child_id, other = send_away(cast), cast.child_id(OTHER_CHILD)
    with cast.writing():
        session().add(LivingSituation(child_id=child_id, living=Living.ALONE, from_day=clock.today(), recorded_at=clock.now()))
    with cast.reading():
        told = care([child_id, other], clock.today())
    assert set(told) == {child_id}
    assert {name for name, signal in told[child_id].items() if signal.value} == {
        "guardianship.alone",
        "guardianship.agreement_missing",
    }
    assert told[child_id]["guardianship.alone"].on == clock.today()
