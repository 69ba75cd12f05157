"""Prevention of the demo school: half the class meetings, a survey with answers, two places nobody sees."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import func, insert, select

from portal.access.permissions import Role
from portal.children.dated import holds_on
from portal.children.models import Child, Enrolment
from portal.core import clock
from portal.core.db import session
from portal.people.models import Post
from portal.prevention.models import Activity, ActivityKind, BlindSpot, Cover, Survey, SurveyAnswer, SurveySlip
from portal.prevention.rules import fresh_code
from portal.school.queries import calendar

TOPICS = ("玩笑和欺凌差在哪里", "看到有人被围住，我能做什么", "网上的话也会伤人")
MOODS: tuple[dict[str, Any], ...] = (
    {"hit": "never", "mocked": "never", "taken": "never", "shut_out": "never", "online": "never", "seen": "never", "safe": "yes"},
    {"hit": "never", "mocked": "sometimes", "taken": "never", "shut_out": "never", "seen": "sometimes", "safe": "mostly"},
    {"mocked": "sometimes", "shut_out": "sometimes", "where": ["classroom"], "told": ["friend"], "safe": "mostly"},
    {"hit": "sometimes", "taken": "sometimes", "where": ["corridor", "way"], "told": ["nobody"], "safe": "no"},
)


def plant() -> None:
    """A few statements whatever the size of the school."""
    term = calendar().current_term(clock.today())
    lead = session().scalar(select(Post.person_id).where(Post.role == Role.SAFEGUARDING_LEAD).limit(1))
    if term is None or lead is None:
        return
    session().execute(insert(Activity), list(_activities(term.first_day, lead)))
    survey = Survey(
        term_start=term.first_day,
        closes_on=clock.today() + timedelta(days=5),
        opened_at=clock.now() - timedelta(days=9),
        opened_by_id=lead,
    )
    spots = (("教学楼西侧楼梯间三层", Cover.CAMERA), ("体育器材室后面", Cover.NONE), ("宿舍楼天台门口", Cover.PATROL))
    session().add_all([survey, *(_spot(place, cover, lead) for place, cover in spots)])
    session().flush()
    _answers(survey.id)


def _spot(place: str, cover: Cover, lead: int) -> BlindSpot:
    return BlindSpot(place=place, cover=cover, note="", found_on=clock.today() - timedelta(days=12), by_id=lead)


def _activities(first: Any, lead: int) -> Iterator[dict[str, Any]]:
    held = select(Post.class_id, Post.person_id).where(Post.role == Role.HOMEROOM_TEACHER, holds_on(Post, clock.today()))
    for number, (class_id, person_id) in enumerate(session().execute(held.order_by(Post.class_id)).all()):
        for meeting in range(1 + number % 2):
            day = min(clock.today(), first + timedelta(days=20 + 21 * meeting + number % 5))
            yield _activity(ActivityKind.CLASS_MEETING, class_id, day, TOPICS[(number + meeting) % len(TOPICS)], person_id)
    yield _activity(ActivityKind.THEME_EDUCATION, None, min(clock.today(), first + timedelta(days=30)), "法治副校长进校园", lead)


def _activity(kind: ActivityKind, class_id: int | None, day: Any, topic: str, by_id: int) -> dict[str, Any]:
    return {"kind": kind, "class_id": class_id, "day": day, "topic": topic, "recorded_at": clock.now(), "by_id": by_id}


def _answers(survey_id: int) -> None:
    """Four of five pupils in the first classes have answered."""
    there = select(Child.class_id, func.count()).where(Child.enrolment == Enrolment.ENROLLED, Child.class_id.is_not(None))
    rows = session().execute(there.group_by(Child.class_id).order_by(Child.class_id).limit(6)).all()
    slips, answers = [], []
    for class_id, count in rows:
        for number in range(count):
            used = number % 5 != 0
            slips.append({"survey_id": survey_id, "class_id": class_id, "code": fresh_code(), "used": used, "void": False})
            if used:
                mood = MOODS[min(3, (number * 7 % 20) // 6)]
                answers.append({"survey_id": survey_id, "class_id": class_id, "answers": mood})
    if slips:
        session().execute(insert(SurveySlip), slips)
    if answers:
        session().execute(insert(SurveyAnswer), answers)
