"""What each kind of step asks for, when it may be written, and which clocks it meets; one line each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.bullying.models.cases import State
from portal.bullying.models.steps import ClockKind, StepKind


class Whose(StrEnum):
    """Whose side a step belongs to."""

    NOBODY = "nobody"
    MAYBE = "maybe"
    ANY = "any"
    MAIN = "main"
    ACCUSED = "accused"


class Field(StrEnum):
    """What a step asks beside its words."""

    WHEN = "when"
    MANNER = "manner"
    RECEIVER = "receiver"
    PROOF = "proof"
    RECEIPT = "receipt"
    ACCEPTED = "accepted"
    ANSWER = "answer"
    GRANTED = "granted"


@dataclass(frozen=True)
class StepRule:
    """One kind of step; without `states` it may be written as long as the case is open."""

    whose: Whose = Whose.NOBODY
    fields: frozenset[Field] = frozenset()
    meets: ClockKind | None = None
    states: frozenset[State] | None = None
    words_needed: bool = True


def _with(*fields: Field) -> frozenset[Field]:
    return frozenset(fields)


F, K, W = Field, StepKind, Whose
_WINDOW = frozenset({State.APPEAL_WINDOW, State.FOLLOW_UP})

#: The steps people write in one and the same form; others come with a page of their own.
STEPS: Mapping[StepKind, StepRule] = {
    K.STOPPED: StepRule(fields=_with(F.WHEN), meets=ClockKind.STOP),
    K.MARKED_SERIOUS: StepRule(),
    K.GUARDIAN_TOLD: StepRule(W.ANY, _with(F.WHEN, F.MANNER, F.RECEIVER, F.PROOF), ClockKind.TELL_GUARDIANS, words_needed=False),
    K.PROTECTED: StepRule(W.ANY),
    K.INJURY_SEEN: StepRule(W.ANY, _with(F.WHEN)),
    K.CLASS_CHANGE_ASKED: StepRule(W.MAIN, _with(F.WHEN)),
    K.CLASS_CHANGE_DECIDED: StepRule(W.MAIN, _with(F.WHEN, F.GRANTED)),
    K.HEARD: StepRule(W.MAIN),
    K.INVESTIGATION_REPORT: StepRule(meets=ClockKind.INVESTIGATE, states=frozenset({State.INVESTIGATING})),
    K.EXTENDED: StepRule(states=frozenset({State.INVESTIGATING})),
    K.HEARING_ASKED: StepRule(W.ACCUSED, _with(F.RECEIVER)),
    K.HEARING_HELD: StepRule(W.ACCUSED, _with(F.WHEN)),
    K.POLICE_REPORTED: StepRule(
        fields=_with(F.WHEN, F.RECEIVER, F.RECEIPT), meets=ClockKind.REPORT_POLICE, words_needed=False
    ),
    K.BUREAU_REPORTED: StepRule(
        fields=_with(F.WHEN, F.RECEIVER, F.RECEIPT), meets=ClockKind.REPORT_BUREAU, words_needed=False
    ),
    K.OTHER_SCHOOL_TOLD: StepRule(fields=_with(F.WHEN, F.RECEIVER)),
    K.JOINT_INVESTIGATION: StepRule(fields=_with(F.WHEN, F.RECEIVER), states=frozenset({State.INVESTIGATING})),
    K.COUNSELLING_OFFERED: StepRule(W.ANY, _with(F.WHEN, F.ACCEPTED), words_needed=False),
    K.FAMILY_GUIDANCE: StepRule(W.ANY, _with(F.WHEN)),
    K.AMENDS: StepRule(W.ANY, _with(F.WHEN)),
    K.APPEAL_RECEIVED: StepRule(W.MAIN, _with(F.WHEN, F.RECEIVER), states=frozenset({State.APPEAL_WINDOW})),
    K.APPEAL_WAIVED: StepRule(
        W.MAIN, _with(F.WHEN, F.RECEIVER, F.PROOF), states=frozenset({State.APPEAL_WINDOW}), words_needed=False
    ),
    K.APPEAL_DECIDED: StepRule(
        fields=_with(F.WHEN, F.ANSWER), meets=ClockKind.DECIDE_APPEAL, states=frozenset({State.SCHOOL_APPEAL})
    ),
    K.REVIEW_ACCEPTED: StepRule(W.MAIN, _with(F.WHEN, F.RECEIVER), states=_WINDOW),
    K.REVIEW_DECIDED: StepRule(
        fields=_with(F.WHEN, F.ANSWER, F.RECEIPT), meets=ClockKind.REVIEW, states=frozenset({State.REVIEW})
    ),
    K.FOLLOWED_UP: StepRule(W.MAIN, _with(F.WHEN), ClockKind.FOLLOW_UP, frozenset({State.FOLLOW_UP})),
    K.NOTE: StepRule(W.MAYBE),
}  # fmt: skip


def writable(kind: StepKind, state: State) -> bool:
    """Whether a step of this kind may be written while the case is in a state."""
    rule = STEPS.get(kind)
    if rule is None or state is State.CLOSED:
        return False
    return rule.states is None or state in rule.states
