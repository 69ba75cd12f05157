"""Visits of the demo school: half the classes have begun, some families were met otherwise, a few things have to follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select

from portal.access.permissions import Role
from portal.children.dated import holds_on
from portal.children.models import Child, Enrolment
from portal.core import clock
from portal.core.db import session
from portal.people.models import Post
from portal.visits.models import FollowUp, HomeVisit, Signed, VisitMode, Visitor

FORMS = (
    {"met": "奶奶", "household": "奶奶带两个孩子，靠种地和汇款。", "housing": "有自己的书桌，灯有点暗。", "hazards": ["drowning"]},
    {"met": "爷爷、奶奶", "household": "父母在广东，每周视频。", "problems": "晚上手机看得久。", "measures": "约好九点交给爷爷。"},
    {
        "met": "外婆",
        "at_home": "会帮着喂鸡做饭。",
        "mood": "说起爸爸话很多。",
        "next_plan": "期中后再去一次。",
        "hazards": ["shock"],
    },
    {"met": "母亲", "family_words": "希望学校多布置课外书。", "needs": "想了解寄宿生补助。", "hazards": []},
)
MODES = (VisitMode.ON_SITE, VisitMode.ON_SITE, VisitMode.ON_SITE, VisitMode.TELEPHONE, VisitMode.ON_SITE, VisitMode.INVITED_TALK)
THINGS = ("请村干部看看塘边的护栏。", "帮着填寄宿生补助申请。", "和心理老师说一声睡得晚的事。")


def plant() -> None:
    """Visits by the homeroom teachers of their own classes; four statements whatever the size."""
    today = clock.today()
    held = select(Post.class_id, Post.person_id).where(Post.role == Role.HOMEROOM_TEACHER, holds_on(Post, today))
    teachers = {class_id: person_id for class_id, person_id in session().execute(held)}  # noqa: C416 rows are no pairs to mypy
    there = select(Child.id, Child.class_id).where(Child.enrolment == Enrolment.ENROLLED).order_by(Child.class_id, Child.id)
    children = [(child_id, teachers[class_id]) for child_id, class_id in session().execute(there) if class_id in teachers]
    made = list(_visits(children[::2]))
    if not made:
        return
    session().execute(insert(HomeVisit), made)
    known = {row[0]: row for row in session().execute(select(HomeVisit.id, HomeVisit.child_id, HomeVisit.recorded_by_id))}
    session().execute(insert(Visitor), [{"visit_id": row[0], "person_id": row[2]} for row in known.values()])
    session().execute(insert(FollowUp), list(_things([(row[0], row[1], row[2]) for row in known.values()][::12])))


def _visits(children: Sequence[tuple[int, int]]) -> Iterator[dict[str, Any]]:
    for number, (child_id, person_id) in enumerate(children):
        day = clock.today() - timedelta(days=2 + number % 60)
        yield {
            "client_id": f"demo-visit-{child_id}",
            "child_id": child_id,
            "day": day,
            "mode": MODES[number % len(MODES)],
            "form": {"hazards": [], **FORMS[number % len(FORMS)]},
            "signed": Signed.PAPER,
            "recorded_at": clock.begin_of(day) + timedelta(hours=18),
            "recorded_by_id": person_id,
        }


def _things(visits: Sequence[tuple[int, int, int]]) -> Iterator[dict[str, Any]]:
    for number, (visit_id, child_id, person_id) in enumerate(visits):
        yield {
            "visit_id": visit_id,
            "child_id": child_id,
            "words": THINGS[number % len(THINGS)],
            "owner_id": person_id,
            "due": clock.today() + timedelta(days=number % 14),
            "made_at": clock.now() - timedelta(days=2),
            "made_by_id": person_id,
        }
