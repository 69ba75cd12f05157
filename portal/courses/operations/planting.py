"""The demo school's parents' school: two sessions held, one to come, some lessons learned, a few brought to the home, one draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert, select

from portal.access.permissions import Role
from portal.children.dated import holds_on
from portal.children.models import Child, Enrolment, Guardian
from portal.core import clock
from portal.core.db import session
from portal.courses.lesson.library import library
from portal.courses.models.learning import LessonCompletion, LessonProgress
from portal.courses.models.lessons import DraftState, LessonDraft, LessonText
from portal.courses.models.sessions import (
    Attending,
    GuidanceSession,
    HomeLesson,
    SessionAttendance,
    SessionClass,
    SessionForm,
    SessionInvitation,
)
from portal.people.models import Post

#: Lesson, days from today, one family in so many was not there.
SESSIONS = (("weekly-call", -40, 9), ("screens", -5, 6), ("coming-home", 6, 0))
LEARNED = ("before-leaving", "weekly-call")
BROUGHT_ONE_IN = 55
WHO = ("奶奶在家，爸爸视频", "外公外婆", "奶奶", "妈妈视频，爷爷在家")


def plant() -> None:
    """A dozen statements whatever the size of the school."""
    today = clock.today()
    held = select(Post.class_id, Post.person_id).where(Post.role == Role.HOMEROOM_TEACHER, holds_on(Post, today))
    teachers = {row.class_id: row.person_id for row in session().execute(held) if row.class_id}
    there = select(Child.id, Child.class_id).where(Child.enrolment == Enrolment.ENROLLED).order_by(Child.class_id, Child.id)
    children = [(row.id, row.class_id) for row in session().execute(there) if row.class_id in teachers]
    if not children:
        return
    for slug, days, absent in SESSIONS:
        _session(slug, today + timedelta(days=days), absent, teachers, children)
    session().execute(insert(HomeLesson), list(_brought(children[::BROUGHT_ONE_IN], teachers)))
    _learning()
    _draft(next(iter(teachers.values())))


def _session(slug: str, day: date, absent: int, teachers: Mapping[int, int], children: Sequence[tuple[int, int]]) -> None:
    maker, is_over = next(iter(teachers.values())), day < clock.today()
    made = GuidanceSession(
        client_id=f"demo-{slug}",
        title=library()[slug].title,
        day=day,
        begins="19:00",
        place="学校阶梯教室",
        form=SessionForm.BOTH,
        host="心理教师",
        lesson_slug=slug,
        code=f"demo-{slug}-session",
        made_at=clock.begin_of(day - timedelta(days=14)),
        made_by_id=maker,
    )
    session().add(made)
    session().flush()
    noted = clock.begin_of(day) + timedelta(hours=21) if is_over else None
    of: dict[str, Any] = {"session_id": made.id}
    classes = [of | {"class_id": each, "taken_at": noted, "taken_by_id": by if is_over else None} for each, by in teachers.items()]
    session().execute(insert(SessionClass), classes)
    session().execute(insert(SessionInvitation), [of | {"child_id": child, "class_id": place} for child, place in children])
    if is_over:
        session().execute(insert(SessionAttendance), list(_came(of, noted, absent, teachers, children)))


def _came(
    of: Mapping[str, int], at: Any, absent: int, teachers: Mapping[int, int], children: Sequence[tuple[int, int]]
) -> Iterator[dict[str, Any]]:
    for number, (child_id, class_id) in enumerate(children, 1):
        if number % absent:
            attending = Attending.ONLINE if number % 3 == 0 else Attending.PRESENT
            known = {"child_id": child_id, "attending": attending, "by_code": number % 2 == 0}
            yield {**of, **known, "at": at, "recorded_by_id": teachers[class_id]}


def _brought(children: Sequence[tuple[int, int]], teachers: Mapping[int, int]) -> Iterator[dict[str, Any]]:
    slugs = list(library())
    for number, (child_id, class_id) in enumerate(children):
        day, lesson = clock.today() - timedelta(days=3 + number), library()[slugs[number % len(slugs)]]
        yield {
            "client_id": f"demo-home-lesson-{child_id}",
            "child_id": child_id,
            "slug": lesson.id,
            "title": lesson.title,
            "day": day,
            "on_paper": number % 3 == 0,
            "who": WHO[number % len(WHO)],
            "note": "说好星期六七点半打电话。",
            "at": clock.begin_of(day) + timedelta(hours=19),
            "by_id": teachers[class_id],
        }


def _learning() -> None:
    """Families with a login learned two lessons and are in the third."""
    known = select(Guardian.person_id).where(Guardian.person_id.is_not(None)).distinct()
    people = [person_id for person_id in session().scalars(known) if person_id is not None]
    if not people:
        return
    lessons = [library()[slug] for slug in LEARNED]
    texts = [{"digest": lesson.digest, "source": lesson.source, "kept_at": clock.now()} for lesson in lessons]
    session().execute(insert(LessonText), texts)
    at, begun = clock.now() - timedelta(days=4), library()["says-nothing"]
    done = [{"person_id": who, "slug": each.id, "digest": each.digest, "at": at} for who in people for each in lessons]
    session().execute(insert(LessonCompletion), done)
    place = {"slug": begun.id, "digest": begun.digest, "section": 2, "solved": 0, "version": 1, "updated_at": at}
    session().execute(
        insert(LessonProgress), [place | {"person_id": who, "audio_seconds": 0, "video_seconds": 0} for who in people]
    )


def _draft(writer: int) -> None:
    """One lesson waits for review."""
    lesson = library()["homework-far"]
    source = lesson.source.replace("编筐", "择菜").replace("编几圈", "择一把")
    session().add(
        LessonDraft(
            slug=lesson.id,
            title=lesson.title,
            source=source,
            state=DraftState.SENT,
            written_at=clock.now() - timedelta(days=1),
            written_by_id=writer,
            version=2,
        )
    )
