"""What the journal may hold of counseling: names of acts and readings, never a word of their content."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Tier
from portal.core.contributions import Event
from portal.core.errors import Words


def _event(name: str, words: Words, *, reads: bool = False, tier: Tier = Tier.CLINICAL) -> Event:
    return Event(f"counseling.{name}", words, tier, reads=reads)


EVENTS: Sequence[Event] = (
    _event("referred", _l("Counselor asked to see a child"), tier=Tier.WELFARE),
    _event("referral_read", _l("Referral to the counselor read"), reads=True),
    _event("referral_answered", _l("Referral to the counselor answered"), tier=Tier.WELFARE),
    _event("case_begun", _l("Counseling case opened")),
    _event("case_read", _l("Counseling case read"), reads=True),
    _event("case_moved", _l("Counseling case went on")),
    _event("case_reviewed", _l("Counseling case looked at again")),
    _event("case_handed_over", _l("Counseling case handed over")),
    _event("level_proposed", _l("Level proposed")),
    _event("level_read", _l("Proposed level read"), reads=True),
    _event("level_decided", _l("Proposed level confirmed or declined")),
    _event("watch_read", _l("Children watched most closely read"), reads=True),
    _event("goal_set", _l("Goal of a plan set")),
    _event("goal_ended", _l("Goal of a plan looked back on")),
    _event("session_begun", _l("Counseling session begun")),
    _event("session_signed", _l("Counseling session signed")),
    _event("note_read", _l("Sealed note read"), reads=True),
    _event("note_added", _l("Something added to a sealed note")),
    _event("advice_given", _l("Advice given"), tier=Tier.WELFARE),
    _event("advice_ended", _l("Advice taken back"), tier=Tier.WELFARE),
    _event("supervision_granted", _l("Supervisor may read sealed notes")),
    _event("notes_opened", _l("Sealed notes opened by the principal in need")),
    _event("grant_ended", _l("Reading of sealed notes ended")),
    _event("grant_noted", _l("Opening of sealed notes taken note of")),
    _event("period_set", _l("Hours of the room changed"), tier=Tier.DIRECTORY),
    _event("booked", _l("Appointment made")),
    _event("booking_ended", _l("Appointment kept, missed or called off")),
    _event("slip_printed", _l("Appointment slip printed"), reads=True),
    _event("feed_made", _l("Secret address of the calendar made"), tier=Tier.DIRECTORY),
    _event("feed_revoked", _l("Secret address of the calendar revoked"), tier=Tier.DIRECTORY),
    _event("crisis_begun", _l("Crisis begun")),
    _event("crisis_read", _l("Crisis read"), reads=True),
    _event("crisis_called", _l("Whoever must know of a crisis was called")),
    _event("crisis_taken", _l("Crisis taken up")),
    _event("crisis_step_done", _l("Step of a crisis done")),
    _event("crisis_ended", _l("Crisis ended")),
    _event("told", _l("Somebody outside the room told")),
    _event("telling_answered", _l("Answer of somebody who was told noted")),
    _event("letter_written", _l("Referral letter written")),
    _event("letter_printed", _l("Referral letter printed"), reads=True),
    _event("letter_answered", _l("Feedback on a referral noted")),
    _event("return_assessed", _l("Coming back assessed")),
    _event("growth_printed", _l("Growth record printed"), reads=True),
    _event("ledger_exported", _l("Warning ledger taken out"), reads=True),
    _event("care_paper_printed", _l("Paper on looking after a child in danger printed"), reads=True),
    _event("partner_kept", _l("Partner of the directory written down"), tier=Tier.DIRECTORY),
)
