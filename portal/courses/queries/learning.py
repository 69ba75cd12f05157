"""What somebody learned so far, and what is known of their family when lessons are put in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Date,
    Integer,
    Select,
    String,
    bindparam,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.dated import holds_on
from portal.children.models import Child, Guardian, Whereabouts
from portal.children.queries.apart import AWAY, lives_apart
from portal.core import clock
from portal.core.db import UtcDateTime, session
from portal.core.errors import NotFound
from portal.courses.lesson.shape import Lesson, Suits
from portal.courses.models.learning import Certificate, LessonCompletion, LessonProgress
from portal.courses.models.sessions import Answer, GuidanceSession, SessionInvitation
from portal.courses.rules import LEFT_LATELY, Place, Situation, is_holiday_near, stage_of
from portal.school.classes import classes
from portal.school.queries import calendar

CARER, BOARDS, APART, LEFT = 1, 2, 4, 8
ANSWERS: Sequence[Answer | None] = (None, *Answer)


@dataclass(frozen=True)
class Begun:
    """A lesson begun: where, what was solved, when it was last open."""

    slug: str
    section: int
    solved: int
    at: datetime


@dataclass(frozen=True)
class Invited:
    """A coming session a family is invited to, for one child."""

    session_id: int
    child_id: int
    title: str
    day: date
    answer: Answer | None


@dataclass(frozen=True)
class Learner:
    """All that the list of lessons and the first page of a family need, from one statement."""

    done: Mapping[str, datetime] = field(default_factory=dict)
    begun: Mapping[str, Begun] = field(default_factory=dict)
    situation: Situation = field(default_factory=Situation)
    invited: Sequence[Invited] = ()

    @property
    def latest(self) -> Begun | None:
        """The lesson to go on with: begun last and not finished."""
        open_ones = [each for each in self.begun.values() if each.slug not in self.done]
        return max(open_ones, key=lambda each: each.at, default=None)


def learner(viewer: Viewer) -> Learner:
    """What the viewer learned, where they are, and their family's situation; one statement."""
    today = clock.today()
    given = {"person": viewer.person_id, "children": list(viewer.reaches(Tier.DIRECTORY).child_ids), "today": today}
    rows: dict[str, list[Any]] = {"done": [], "place": [], "child": [], "invite": []}
    for row in session().execute(_known_of(today), given):
        rows[row.kind].append(row)
    return Learner(
        done={row.words: row.at for row in rows["done"]},
        begun={row.words: Begun(row.words, row.a, row.b, row.at) for row in rows["place"]},
        situation=_situation([(row.a, row.b) for row in rows["child"]], today),
        invited=[Invited(row.a, row.b, row.words, row.day, ANSWERS[row.c]) for row in rows["invite"]],
    )


def _situation(children: Sequence[tuple[int | None, int]], today: date) -> Situation:
    known = classes()
    grades = [known[class_id].grade(today) for class_id, _flags in children if class_id is not None and class_id in known]
    holds = {
        Suits.CARER: any(flags & CARER for _class_id, flags in children),
        Suits.BOARDING: any(flags & BOARDS for _class_id, flags in children),
        Suits.AWAY: any(flags & APART and not flags & CARER for _class_id, flags in children),
        Suits.LEAVING: any(flags & LEFT and not flags & CARER for _class_id, flags in children),
    }
    term = calendar().term_of(today)
    if children and is_holiday_near(today, term.last_day if term else None):
        holds[Suits.HOLIDAY] = True
    stages = frozenset(stage for grade in grades if (stage := stage_of(grade)))
    return Situation(stages, frozenset(suits for suits, true in holds.items() if true))


@lru_cache(maxsize=4)
def _known_of(day: date) -> CompoundSelect[Any]:
    """Built once a day: the first page of every family asks it."""
    person = bindparam("person", type_=Integer)
    no_number, no_day = cast(null(), Integer), cast(null(), Date)
    done = select(
        literal("done", String).label("kind"),
        LessonCompletion.slug.label("words"),
        no_number.label("a"),
        no_number.label("b"),
        no_number.label("c"),
        func.max(LessonCompletion.at).label("at"),
        no_day.label("day"),
    ).where(LessonCompletion.person_id == person)
    place = select(
        literal("place"),
        LessonProgress.slug,
        LessonProgress.section,
        LessonProgress.solved,
        no_number,
        LessonProgress.updated_at,
        no_day,
    ).where(LessonProgress.person_id == person)
    return union_all(done.group_by(LessonCompletion.slug), place, _children(day), _invitations())


def _children(day: date) -> Select[Any]:
    left = (
        select(Whereabouts.id)
        .where(Whereabouts.child_id == Child.id, Whereabouts.state.in_(sorted(AWAY)), holds_on(Whereabouts, day))
        .where(Whereabouts.since >= day - LEFT_LATELY)
        .exists()
    )
    flags = (
        case((Guardian.is_carer, CARER), else_=0)
        + case((Child.boarding, BOARDS), else_=0)
        + case((lives_apart(day), APART), else_=0)
        + case((left, LEFT), else_=0)
    )
    mine = bindparam("children", expanding=True, type_=Integer)
    return (
        select(literal("child"), literal(""), Child.class_id, flags, Child.id, cast(null(), UtcDateTime), cast(null(), Date))
        .join(Guardian, Guardian.child_id == Child.id)
        .where(Guardian.person_id == bindparam("person", type_=Integer), Child.id.in_(mine), holds_on(Guardian, day))
    )


def _invitations() -> Select[Any]:
    answer = case(*((SessionInvitation.answer == each, number) for number, each in enumerate(Answer, 1)), else_=0)
    mine = bindparam("children", expanding=True, type_=Integer)
    return (
        select(
            literal("invite"),
            GuidanceSession.title,
            GuidanceSession.id,
            SessionInvitation.child_id,
            answer,
            cast(null(), UtcDateTime),
            GuidanceSession.day,
        )
        .join(SessionInvitation, SessionInvitation.session_id == GuidanceSession.id)
        .where(SessionInvitation.child_id.in_(mine), GuidanceSession.cancelled_at.is_(None))
        .where(GuidanceSession.day >= bindparam("today", type_=Date))
    )


@dataclass(frozen=True)
class InLesson:
    """Where the viewer is in one lesson, and whether they finished it."""

    place: Place
    solved: int
    same_text: bool
    done: bool


def in_lesson(viewer: Viewer, lesson: Lesson) -> InLesson:
    """One statement."""
    row = session().execute(_where_in(), {"person": viewer.person_id, "slug": lesson.id}).one()
    if row.digest is None:
        return InLesson(Place(), 0, same_text=True, done=row.done)
    same = row.digest == lesson.digest
    place = Place(min(row.section, len(lesson.sections)), row.audio_seconds, row.video_seconds, row.version)
    return InLesson(place, row.solved if same else 0, same_text=same, done=row.done)


@cache
def _where_in() -> Select[Any, Any, Any, Any, Any, Any, Any]:
    person, slug = bindparam("person", type_=Integer), bindparam("slug", type_=String)
    done = select(LessonCompletion.id).where(LessonCompletion.person_id == person, LessonCompletion.slug == slug).exists()
    columns = (
        LessonProgress.digest,
        LessonProgress.section,
        LessonProgress.audio_seconds,
        LessonProgress.video_seconds,
        LessonProgress.solved,
        LessonProgress.version,
    )
    here = select(literal(1).label("one")).subquery()
    mine = (LessonProgress.person_id == person) & (LessonProgress.slug == slug)
    return select(*columns, done.label("done")).select_from(here).outerjoin(LessonProgress, mine)


def certificates_of(viewer: Viewer) -> Sequence[Certificate]:
    """The viewer's own certificates, newest first."""
    mine = select(Certificate).where(Certificate.person_id == viewer.person_id)
    return session().scalars(mine.order_by(Certificate.id.desc())).all()


def certificate_of(viewer: Viewer, certificate_id: int) -> Certificate:
    """One of them; somebody else's is not found."""
    mine = select(Certificate).where(Certificate.id == certificate_id, Certificate.person_id == viewer.person_id)
    found = session().scalar(mine)
    if found is None:
        raise NotFound
    return found


def certificate_numbered(number: str) -> Certificate | None:
    """The certificate of a number, for whoever holds the paper."""
    return session().scalar(select(Certificate).where(Certificate.number == number))
