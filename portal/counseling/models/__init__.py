"""Tables of counseling."""

from portal.counseling.models.care import Crisis, CrisisStep, Letter, Partner, Return, Telling
from portal.counseling.models.cases import Case, Goal, LevelChange, Referral, Step
from portal.counseling.models.notes import Addendum, Advice, Grant, Participant, Session
from portal.counseling.models.room import Booking, Feed, Opening, Period

__all__ = [
    "Addendum",
    "Advice",
    "Booking",
    "Case",
    "Crisis",
    "CrisisStep",
    "Feed",
    "Goal",
    "Grant",
    "Letter",
    "LevelChange",
    "Opening",
    "Participant",
    "Partner",
    "Period",
    "Referral",
    "Return",
    "Session",
    "Step",
    "Telling",
]
