"""Pairs and talks of the demo school: nearly everybody has somebody, a few talks are overdue, one worry waits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select

from portal.access.permissions import EVERYONE, Permission, Tier
from portal.access.viewer import Reach, Viewer
from portal.core import clock
from portal.core.db import session
from portal.pairing.models import HandOver, Mode, Pairing, Receiver, Talk
from portal.pairing.proposal import propose
from portal.pairing.queries.matching import adults, limits, teaching, ties, waiting
from portal.school.queries import calendar

SINCE = timedelta(days=80)
#: Every so many children one stays without an adult, so that the list has something to show.
LEFT_OUT = 25
NOTICED = (
    "说起妈妈国庆回来过，讲了很久。最近作业都按时交。",
    "上课有点困，说周末和弟弟睡得晚。约好十点前上床。",
    "不太愿意说家里的事，谈到画画时话多起来。",
    "想念爸爸，约好周五用亲情电话打给他。",
    "数学单元测验进步，自己很高兴。奶奶最近腰疼，家务多了些。",
)
NEXT = ("下周再聊一次睡觉的事。", "请美术老师留意画画的机会。", "", "陪着打一次亲情电话。", "和班主任说一声家里的情况。")
WORRY = "孩子两次说到夜里睡不着、心里闷，请您找时间和他聊聊。"


def plant() -> None:
    """Pair by the school's own proposal, then write down two months of talks; three statements whatever the size."""
    whole = Reach(whole_school=True)
    planner = Viewer(0, 0, "", permissions=EVERYONE | {Permission.PLAN_PAIRS}, reach={Tier.WELFARE: whole, Tier.DIRECTORY: whole})
    children, staff = waiting(planner), adults(planner, teaching(clock.today()))
    found = propose([one.facts for one in children], [one.facts for one in staff], ties(), limits())
    pairs = [pair for number, pair in enumerate(found.pairs) if number % LEFT_OUT != LEFT_OUT - 1]
    if pairs:
        session().execute(insert(Pairing), [_pairing(child_id, teacher_id) for child_id, teacher_id in pairs])
        session().execute(insert(Talk), list(_talks(pairs)))
        _worry()


def _pairing(child_id: int, teacher_id: int) -> dict[str, Any]:
    today = clock.today()
    return {
        "child_id": child_id,
        "teacher_id": teacher_id,
        "from_day": _since(),
        "proposed": True,
        "made_at": clock.begin_of(min(_since(), today)),
    }


def _since() -> Any:
    term = calendar().current_term(clock.today())
    return max(clock.today() - SINCE, term.first_day) if term else clock.today() - SINCE


def _talks(pairs: Sequence[tuple[int, int]]) -> Iterator[dict[str, Any]]:
    modes = list(Mode)
    for number, (child_id, teacher_id) in enumerate(pairs):
        for back in (34 + number % 9, 1 + number % 24):
            if back < 30 and number % 8 == 0:
                continue  # these talks are overdue
            yield {
                "client_id": f"demo-talk-{child_id}-{back}",
                "child_id": child_id,
                "teacher_id": teacher_id,
                "day": clock.today() - timedelta(days=back),
                "mode": modes[number % 3],
                "minutes": 10 + 5 * (number % 4),
                "noticed": NOTICED[(number + back) % len(NOTICED)],
                "next_step": NEXT[(number + back) % len(NEXT)] or None,
                "recorded_at": clock.now() - timedelta(days=back),
            }


def _worry() -> None:
    """One worry on the counselor's desk."""
    talk = session().scalars(select(Talk).order_by(Talk.day.desc(), Talk.id).limit(1)).one()
    due = calendar().add_working_days(clock.today(), 1)
    session().add(
        HandOver(
            talk_id=talk.id,
            child_id=talk.child_id,
            receiver=Receiver.COUNSELOR,
            words=WORRY,
            due=due,
            made_at=clock.now(),
            made_by_id=talk.teacher_id,
        )
    )
