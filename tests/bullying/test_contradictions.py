"""A case of before the seals: rows that may change are compared with the steps that tell of each change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from portal.bullying.models.cases import BullyingCase, Party, Role
from portal.bullying.models.committee import Choice, Member, Seat, Vote
from portal.bullying.models.measures import Measure
from portal.bullying.models.steps import Clock, Step
from portal.bullying.operations.committee import recuse
from portal.bullying.operations.measures import lift
from portal.bullying.operations.opening import add_party
from portal.bullying.operations.sides import withdraw_party
from portal.bullying.queries.derived import contradictions
from portal.core import clock
from tests.bullying.walking import begin
from tests.cast import Cast

CHANGES: dict[str, tuple[Callable[[], object], str]] = {
    "the tier": (lambda: update(BullyingCase).values(tier=3), "层级"),
    "a vote": (lambda: update(Vote).where(Vote.member_id == select(Vote.member_id).limit(1).scalar_subquery()).values(
        choice=Choice.NOT_FOUND
    ), "表决"),
    "all votes gone": (lambda: delete(Vote), "表决"),
    "withdrawn": (lambda: update(Party).where(Party.place == 1).values(withdrawn_at=clock.now(), withdrawn_why="误"), "哪一方"),
    "no longer withdrawn": (lambda: update(Party).values(withdrawn_at=None, withdrawn_why=None), "哪一方"),
    "withdrawn earlier": (lambda: update(Party).where(Party.place == 2).values(withdrawn_at=days_ago(2)), "哪一方"),
    "stood back": (lambda: update(Member).where(Member.seat == Seat.CHAIR).values(recused_at=clock.now()), "回避"),
    "did not stand back": (lambda: update(Member).values(recused_at=None, recused_why=None), "回避"),
    "why it was lifted": (lambda: update(Measure).values(lifted_why="没有理由"), "解除"),
    "not lifted": (lambda: update(Measure).values(lifted_at=None, lifted_why=None), "解除"),
    "a clock met in time": (lambda: update(Clock).where(Clock.met_at.is_not(None)).values(met_at=days_ago(2)), "期限"),
    "a clock that nothing met": (lambda: update(Clock).values(met_by_step_id=None), "期限"),
}  # fmt: skip


def days_ago(days: int) -> object:
    return clock.now() - timedelta(days=days)


def said(cast: Cast, case_id: int, opened: object) -> Sequence[str]:
    case = opened.get_one(BullyingCase, case_id)  # type: ignore[attr-defined]
    steps = opened.scalars(select(Step).where(Step.case_id == case_id).order_by(Step.seq)).all()  # type: ignore[attr-defined]
    return [str(one) for one in contradictions(case, steps)]


@pytest.fixture
def case_id(cast: Cast) -> int:
    with cast.writing():
        walk = begin(cast)
        add_party(walk.case, Role.WITNESS, outside="邻校某同学", by=walk.by)
        withdraw_party(walk.file, walk.party(2), "写错了名字", by=walk.by)
        walk.found()
        recuse(walk.file, next(one.id for one in walk.file.members if one.seat is Seat.PARENT), "与一方相识", by=walk.by)
        walk.measured()
        lift(walk.file, walk.file.measures[0].id, "已经改正。", by=walk.by)
        return int(walk.case.id)


@pytest.mark.db
def test_each_change_that_no_step_tells_of_is_named(cast: Cast, case_id: int) -> None:
    with cast.writing() as opened:
        assert said(cast, case_id, opened) == []
        for what, (change, words) in CHANGES.items():
            undone = opened.begin_nested()
            opened.execute(change())  # type: ignore[call-overload]
            opened.expire_all()
            found = said(cast, case_id, opened)
            assert any(words in one for one in found), what
            undone.rollback()
            opened.expire_all()
        assert said(cast, case_id, opened) == []
