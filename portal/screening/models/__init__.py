"""Tables of screening: rounds with consent and codes, sheets with answers and flags, results with what followed, imports."""

from portal.screening.models.answering import Answer, Flag, FlagKind, Retest, RetestReason, Sheet
from portal.screening.models.importing import ImportStep, ImportWord, ScreeningImport
from portal.screening.models.results import Interview, Outcome, Result, TalkDue
from portal.screening.models.rounds import (
    AnswerCode,
    Consent,
    ConsentWay,
    ConsentWord,
    Participant,
    Round,
    RoundKind,
    TextPackVersion,
)

__all__ = [
    "Answer",
    "AnswerCode",
    "Consent",
    "ConsentWay",
    "ConsentWord",
    "Flag",
    "FlagKind",
    "ImportStep",
    "ImportWord",
    "Interview",
    "Outcome",
    "Participant",
    "Result",
    "Retest",
    "RetestReason",
    "Round",
    "RoundKind",
    "ScreeningImport",
    "Sheet",
    "TalkDue",
    "TextPackVersion",
]
