"""The codes of the trade: values that tables keep and words explain."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a case stands."""

    OPENED = "opened"
    ASSESSED = "assessed"
    INTERVENING = "intervening"
    REFERRED = "referred"
    RETURNING = "returning"
    CLOSED = "closed"


class Level(StrEnum):
    """How closely the counselor watches; how many there are and what each is called is the school's own setting."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    BLUE = "blue"
    GREEN = "green"


class Origin(StrEnum):
    """Who asked."""

    TEACHER = "teacher"
    PUPIL = "pupil"
    FAMILY = "family"
    COUNSELOR = "counselor"
    SCREENING = "screening"


class Wanted(StrEnum):
    """What is asked of the counselor."""

    TALK = "talk"
    ADVICE = "advice"


class Urgency(StrEnum):
    """How soon."""

    NOW = "now"
    WEEK = "week"
    LATER = "later"


class Reply(StrEnum):
    """What becomes of a referral, as told back."""

    SEEING = "seeing"
    ADVISED = "advised"
    ELSEWHERE = "elsewhere"
    NOT_NOW = "not_now"


class StepKind(StrEnum):
    """What a step of the case is."""

    STATE = "state"
    HAND_OVER = "hand_over"
    REVIEW = "review"


class Outcome(StrEnum):
    """What came of a goal."""

    REACHED = "reached"
    PARTLY = "partly"
    DROPPED = "dropped"


class SessionMode(StrEnum):
    """How they met."""

    ROOM = "room"
    WALK = "walk"
    PLAY = "play"
    TELEPHONE = "telephone"
    VIDEO = "video"
    GROUP = "group"


class Theme(StrEnum):
    """What a talk was about; things, no diagnosis."""

    MISSING_FAMILY = "missing_family"
    CARER_HEALTH = "carer_health"
    FAMILY_CONFLICT = "family_conflict"
    FRIENDS = "friends"
    SLEEP = "sleep"
    LEARNING = "learning"
    EXAMS = "exams"
    MOOD = "mood"
    GROWING_UP = "growing_up"
    NET = "net"
    SAFETY = "safety"
    OTHER = "other"


class Heard(StrEnum):
    """Where the counselor knows it from."""

    CHILD = "child"
    PARENT = "parent"
    HOMEROOM = "homeroom"
    TEACHER = "teacher"
    OTHER = "other"


class Safe(StrEnum):
    """Answers to a question of safety."""

    NO = "no"
    YES = "yes"
    NOT_ASKED = "not_asked"


class Audience(StrEnum):
    """Whom advice is for."""

    TEACHERS = "teachers"
    FAMILY = "family"


class GrantKind(StrEnum):
    """Why somebody else may read sealed notes."""

    SUPERVISION = "supervision"
    EMERGENCY = "emergency"


class BookingKind(StrEnum):
    """What an appointment is for."""

    FIRST = "first"
    FOLLOW_UP = "follow_up"
    INTERVIEW = "interview"
    FAMILY = "family"
    GROUP = "group"
    BLOCKED = "blocked"


class Kept(StrEnum):
    """What became of an appointment."""

    CAME = "came"
    MISSED = "missed"
    CALLED_OFF = "called_off"


class Danger(StrEnum):
    """What the danger is."""

    SELF = "self"
    OTHERS = "others"
    HARMED = "harmed"


class CrisisAct(StrEnum):
    """Steps of a crisis, in order."""

    TEAM = "team"
    WATCH = "watch"
    HOMEROOM = "homeroom"
    GUARDIAN = "guardian"
    ASSESS = "assess"
    POLICE = "police"
    HOSPITAL = "hospital"
    BUREAU = "bureau"
    AFTERCARE = "aftercare"


class Node(StrEnum):
    """Times of the year at which children in care are looked after more (ten measures of 2025)."""

    TERM_BEGINS = "term_begins"
    EXAMINATIONS = "examinations"


class Told(StrEnum):
    """Who was told."""

    GUARDIAN = "guardian"
    HOMEROOM = "homeroom"
    LEADER = "leader"
    HOSPITAL = "hospital"
    POLICE = "police"
    OTHER = "other"


class TellingWay(StrEnum):
    """How they were told."""

    IN_PERSON = "in_person"
    TELEPHONE = "telephone"
    PAPER = "paper"


class Consent(StrEnum):
    """What the guardian said to a letter."""

    GIVEN = "given"
    DECLINED = "declined"
    EMERGENCY = "emergency"


class ReturnOutcome(StrEnum):
    """How the child comes back."""

    FULL = "full"
    PARTLY = "partly"
    NOT_YET = "not_yet"


class PartnerKind(StrEnum):
    """Kinds of partners."""

    HOSPITAL = "hospital"
    COMMUNITY = "community"
    SOCIAL = "social"
    HOTLINE = "hotline"
    AUTHORITY = "authority"
