"""The procedure as a table (rules §1.4): from which state an act leads where, and what must be on record before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from portal.bullying.models.cases import State
from portal.bullying.models.committee import Choice
from portal.bullying.rules.joining import joined
from portal.core.errors import Words

SERIOUS = 2  # from this tier on police and bureau are told (未成年人保护法 39, 治安管理处罚法 60)


class Act(StrEnum):
    """What carries a case on."""

    STOP = "stop"
    INVESTIGATE = "investigate"
    SUBMIT = "submit"
    FIND = "find"
    NOT_FIND = "not_find"
    RETURN = "return"
    DECIDE = "decide"
    SERVE = "serve"
    APPEAL = "appeal"
    ANSWER_APPEAL = "answer_appeal"
    REVIEW = "review"
    ANSWER_REVIEW = "answer_review"
    RECONSIDER = "reconsider"
    FOLLOW = "follow"
    CLOSE = "close"
    CLOSE_EARLY = "close_early"
    REOPEN = "reopen"


@dataclass(frozen=True)
class Facts:
    """What the records of a case say; sides are named by their letter, so that a refusal can say which one is missing."""

    stopped: bool = False
    investigators: int = 0
    untold: Sequence[str] = ()
    unheard: Sequence[str] = ()
    report_written: bool = False
    committee_gaps: Sequence[Words] = ()
    decided: Choice | None = None
    finding: Choice | None = None
    tier: int | None = None
    marked_serious: bool = False
    unmeasured: Sequence[str] = ()
    unfounded: Sequence[str] = ()
    hearings_open: Sequence[str] = ()
    unserved: Sequence[str] = ()
    appeal_open: bool = False
    review_open: bool = False
    reconsider: bool = False
    window_over: bool = False
    unoffered: Sequence[str] = ()
    unfollowed: Sequence[str] = ()
    police: bool = False
    bureau: bool = False
    other_school: bool = False
    joint: bool = False
    class_unanswered: Sequence[str] = ()

    @property
    def serious(self) -> bool:
        """Whether somebody marked it so, or its tier is such, that police and bureau are told."""
        return self.marked_serious or (self.tier is not None and self.tier >= SERIOUS)


Need = Callable[[Facts], Words | None]


def stopped(facts: Facts) -> Words | None:
    return None if facts.stopped else _l("Write how it was stopped, by whom and when.")


def investigators(facts: Facts) -> Words | None:
    return None if facts.investigators >= 2 else _l("Name at least two people who investigate.")


def guardians_told(facts: Facts) -> Words | None:
    return _l("Tell the guardians of %(sides)s, and write when and how.", sides=joined(facts.untold)) if facts.untold else None


def heard(facts: Facts) -> Words | None:
    return _l("Add what %(sides)s said, or why that was not possible.", sides=joined(facts.unheard)) if facts.unheard else None


def report_written(facts: Facts) -> Words | None:
    return None if facts.report_written else _l("Write the report of the investigation.")


def investigated_together(facts: Facts) -> Words | None:
    """Children of two schools: the education bureau leads one investigation (未成年人学校保护规定 23)."""
    if not facts.other_school or (facts.bureau and facts.joint):
        return None
    return _l("Children of another school take part: report to the education bureau, and write down the joint investigation.")


def committee_seated(facts: Facts) -> Words | None:
    if not facts.committee_gaps:
        return None
    return _l("The committee is not complete: %(gaps)s", gaps=joined([str(one) for one in facts.committee_gaps]))


def voted_found(facts: Facts) -> Words | None:
    return None if facts.decided is Choice.FOUND else _l("A meeting with a quorum must have found that it is bullying.")


def voted_not_found(facts: Facts) -> Words | None:
    return None if facts.decided is Choice.NOT_FOUND else _l("A meeting with a quorum must have found that it is no bullying.")


def voted_returned(facts: Facts) -> Words | None:
    return None if facts.decided is Choice.RETURNED else _l("A meeting with a quorum must have sent it back.")


def tier_set(facts: Facts) -> Words | None:
    return None if facts.tier is not None else _l("Write which tier it is.")


def found(facts: Facts) -> Words | None:
    return None if facts.finding in (Choice.FOUND, Choice.NOT_FOUND) else _l("The committee has not found anything yet.")


def measures_decided(facts: Facts) -> Words | None:
    if facts.finding is not Choice.FOUND or not facts.unmeasured:
        return None
    return _l("Decide a measure for %(sides)s.", sides=joined(facts.unmeasured))


def nothing_unfounded(facts: Facts) -> Words | None:
    """After an appeal the committee may find that it was no bullying; what was decided before ends then."""
    if facts.finding is not Choice.NOT_FOUND or not facts.unfounded:
        return None
    return _l("Lift what was decided for %(sides)s: it was found to be no bullying.", sides=joined(facts.unfounded))


def hearings_held(facts: Facts) -> Words | None:
    if not facts.hearings_open:
        return None
    return _l("A hearing was asked for and not yet held: %(sides)s.", sides=joined(facts.hearings_open))


def serious_reported(facts: Facts) -> Words | None:
    if not facts.serious or (facts.police and facts.bureau):
        return None
    return _l("A serious case is reported to the police and to the education bureau; write when and the receipt.")


def served(facts: Facts) -> Words | None:
    return _l("The decision has not reached the guardians of %(sides)s.", sides=joined(facts.unserved)) if facts.unserved else None


def appeal_received(facts: Facts) -> Words | None:
    return None if facts.appeal_open else _l("No appeal is on record.")


def appeal_answered(facts: Facts) -> Words | None:
    if facts.appeal_open or facts.reconsider:
        return _l("The appeal has not been decided, or was decided otherwise.")
    return None


def review_accepted(facts: Facts) -> Words | None:
    return None if facts.review_open else _l("No review by the county is on record.")


def review_answered(facts: Facts) -> Words | None:
    if facts.review_open or facts.reconsider:
        return _l("The review has not been decided, or was decided otherwise.")
    return None


def to_reconsider(facts: Facts) -> Words | None:
    return None if facts.reconsider else _l("No appeal or review asks for a new decision.")


def nothing_pending(facts: Facts) -> Words | None:
    return _l("An appeal or review is still open.") if facts.appeal_open or facts.review_open or facts.reconsider else None


def window_over(facts: Facts) -> Words | None:
    return None if facts.window_over else _l("The guardians may still appeal; wait, or write that they waive it.")


def offered(facts: Facts) -> Words | None:
    return _l("Offer counseling to %(sides)s, and write it down.", sides=joined(facts.unoffered)) if facts.unoffered else None


def followed_up(facts: Facts) -> Words | None:
    return _l("Follow-ups are missing for %(sides)s.", sides=joined(facts.unfollowed)) if facts.unfollowed else None


def class_answered(facts: Facts) -> Words | None:
    """A family that asks for another class is answered (未成年人学校保护规定 49)."""
    sides = joined(facts.class_unanswered)
    return _l("Answer the family of %(sides)s that asks for another class.", sides=sides) if facts.class_unanswered else None


#: What a case needs before it closes without a written reason (invariant 3), with what no reason can replace last (4).
COMPLETE: Sequence[Need] = (
    stopped, guardians_told, found, measures_decided, nothing_unfounded, hearings_held, served, offered, followed_up,
    class_answered, nothing_pending, serious_reported,
)  # fmt: skip


@dataclass(frozen=True)
class Transition:
    """From where to where; `reason` asks for a written one."""

    source: frozenset[State]
    target: State
    needs: Sequence[Need] = ()
    reason: bool = False


def _of(*states: State) -> frozenset[State]:
    return frozenset(states)


S = State
OPEN_STATES = frozenset(State) - {State.CLOSED}

TABLE: Mapping[Act, Sequence[Transition]] = {
    Act.STOP: [Transition(_of(S.OPENED), S.STOPPED, (stopped,))],
    Act.INVESTIGATE: [Transition(_of(S.STOPPED), S.INVESTIGATING, (investigators,))],
    Act.SUBMIT: [
        Transition(
            _of(S.INVESTIGATING),
            S.COMMITTEE,
            (stopped, guardians_told, heard, investigated_together, report_written, committee_seated),
        )
    ],
    Act.FIND: [Transition(_of(S.COMMITTEE), S.FOUND, (committee_seated, voted_found, tier_set))],
    Act.NOT_FIND: [Transition(_of(S.COMMITTEE), S.NOT_FOUND, (committee_seated, voted_not_found))],
    Act.RETURN: [Transition(_of(S.COMMITTEE), S.INVESTIGATING, (voted_returned,))],
    Act.DECIDE: [Transition(_of(S.FOUND), S.MEASURES, (measures_decided, hearings_held, serious_reported))],
    Act.SERVE: [Transition(_of(S.MEASURES, S.NOT_FOUND), S.APPEAL_WINDOW, (nothing_unfounded, served))],
    Act.APPEAL: [Transition(_of(S.APPEAL_WINDOW), S.SCHOOL_APPEAL, (appeal_received,))],
    Act.ANSWER_APPEAL: [Transition(_of(S.SCHOOL_APPEAL), S.APPEAL_WINDOW, (appeal_answered,))],
    Act.REVIEW: [Transition(_of(S.APPEAL_WINDOW, S.FOLLOW_UP), S.REVIEW, (review_accepted,))],
    Act.ANSWER_REVIEW: [Transition(_of(S.REVIEW), S.APPEAL_WINDOW, (review_answered,))],
    Act.RECONSIDER: [Transition(_of(S.SCHOOL_APPEAL, S.REVIEW), S.COMMITTEE, (to_reconsider,))],
    Act.FOLLOW: [Transition(_of(S.APPEAL_WINDOW), S.FOLLOW_UP, (window_over, nothing_pending, serious_reported))],
    Act.CLOSE: [Transition(_of(S.FOLLOW_UP), S.CLOSED, COMPLETE)],
    Act.CLOSE_EARLY: [Transition(OPEN_STATES, S.CLOSED, (nothing_unfounded, nothing_pending, serious_reported), reason=True)],
    Act.REOPEN: [Transition(_of(S.CLOSED), S.INVESTIGATING, reason=True)],
}


def transition(act: Act, state: State) -> Transition | None:
    """The line of the table for an act in a state; None where the act leads nowhere from here."""
    return next((one for one in TABLE[act] if state in one.source), None)


def missing(needs: Sequence[Need], facts: Facts) -> Sequence[Words]:
    """What is not on record yet, one sentence each."""
    return [words for need in needs if (words := need(facts)) is not None]


def acts_from(state: State) -> Sequence[Act]:
    """What may carry a case on from a state, in the order of the procedure."""
    return [act for act in TABLE if transition(act, state) is not None]
