"""Ways around letters, hearings and appeals: what is told is what was decided, and no granted appeal is overtaken by another."""

from __future__ import annotations

import pytest

from portal.bullying.models.cases import State
from portal.bullying.models.letters import LetterKind
from portal.bullying.models.measures import MeasureKind
from portal.bullying.models.steps import StepKind
from portal.bullying.operations.letters import write_letter
from portal.bullying.queries.facts import facts_of
from portal.bullying.rules.procedure import Act
from portal.core.errors import Refused
from tests.bullying.walking import Walk, begin
from tests.cast import Cast


def appealed(walk: Walk) -> None:
    """Both families appeal; the school's answers follow in the tests."""
    walk.in_force().served()
    for place, receiver in ((0, "林大海"), (1, "周大山")):
        walk.step(StepKind.APPEAL_RECEIVED, "不同意处置。", place, receiver=receiver)
    walk.act(Act.APPEAL)


def test_no_decision_is_written_before_the_measures_are(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast).found()
        with pytest.raises(Refused, match="先定"):
            write_letter(walk.file, walk.party(1), LetterKind.DECISION, "", by=walk.by)
        walk.measured()
        walk.act(Act.DECIDE)
        write_letter(walk.file, walk.party(1), LetterKind.DECISION, "", by=walk.by)


def test_no_decision_is_written_of_a_finding_that_fell(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast)
        appealed(walk)
        for answer in ("revoked", "upheld"):
            walk.step(StepKind.APPEAL_DECIDED, "依据笔录。", answer=answer)
        walk.act(Act.RECONSIDER)
        with pytest.raises(Refused, match="先定"):
            write_letter(walk.file, walk.party(0), LetterKind.DECISION, "", by=walk.by)


@pytest.mark.parametrize("answers", [("changed", "upheld"), ("upheld", "changed")])
def test_an_appeal_that_was_granted_is_not_overtaken_by_one_that_was_not(cast: Cast, answers: tuple[str, str]) -> None:
    with cast.writing():
        walk = begin(cast)
        appealed(walk)
        for answer in answers:
            walk.step(StepKind.APPEAL_DECIDED, "依据笔录。", answer=answer)
        with pytest.raises(Refused, match="申诉"):
            walk.act(Act.ANSWER_APPEAL)
        walk.act(Act.RECONSIDER)
        assert walk.state() is State.COMMITTEE
        assert not facts_of(walk.file).reconsider


def test_a_hearing_held_before_it_was_asked_for_does_not_answer(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast).found(tier=2)
        walk.step(StepKind.HEARING_HELD, "听取了意见。", 1)
        walk.step(StepKind.HEARING_ASKED, "家长书面要求听证。", 1, receiver="周大山")
        with pytest.raises(Refused, match="听证"):
            walk.measured(MeasureKind.WARNING, 60)
        walk.step(StepKind.HEARING_HELD, "听证会，双方到场。", 1)
        walk.measured(MeasureKind.WARNING, 60)
