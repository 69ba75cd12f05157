"""Learning: the place is kept, questions are answered, a lesson is finished, a finished series gives a certificate."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.courses.lesson.shape import Lesson
from portal.courses.models.learning import Certificate, LessonCompletion, LessonProgress
from portal.courses.models.lessons import LessonText
from portal.courses.queries.catalogue import shelf
from portal.courses.rules import Place, all_solved, finished, fresh_number, moved, solved_with
from portal.journal.operations import record

INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def keep_place(lesson: Lesson, sent: Place, *, by: Viewer) -> int:
    """Where the reader is now; returns how often that was kept, by which a device knows whether it heard the latest."""
    kept = _progress(lesson, by)
    now = moved(Place(kept.section, kept.audio_seconds, kept.video_seconds, kept.version), sent, len(lesson.sections))
    kept.section, kept.audio_seconds, kept.video_seconds = now.section, now.audio_seconds, now.video_seconds
    kept.version, kept.updated_at = now.version, clock.now()
    return now.version


def answer_question(lesson: Lesson, question: int, option: int, *, by: Viewer) -> bool:
    """Whether the answer is right; wrong ones are not kept. The last right one finishes the lesson."""
    if not 0 <= question < len(lesson.questions):
        raise Refused(_l("This lesson has no such question."))
    if option != lesson.questions[question].right:
        return False
    kept = _progress(lesson, by)
    kept.solved, kept.updated_at = solved_with(kept.solved, question), clock.now()
    if all_solved(kept.solved, len(lesson.questions)):
        finish(lesson, by=by)
    return True


def finish(lesson: Lesson, *, by: Viewer) -> None:
    """The lesson is learned, in this very text; learning it again changes nothing."""
    if lesson.questions and not all_solved(_progress(lesson, by).solved, len(lesson.questions)):
        raise Refused(_l("Some questions are still open."))
    keep_text(lesson)
    made = _add(LessonCompletion, person_id=by.person_id, slug=lesson.id, digest=lesson.digest, at=clock.now())
    if made:
        learned = select(LessonCompletion).where(LessonCompletion.person_id == by.person_id, LessonCompletion.slug == lesson.id)
        record("courses.learned", subject=session().scalars(learned.order_by(LessonCompletion.id.desc())).first(), by=by)
        _certify(lesson, by)


def keep_text(lesson: Lesson) -> None:
    """Keep this text for good, under the name of its content."""
    _add(LessonText, digest=lesson.digest, source=lesson.source, kept_at=clock.now())


def _certify(lesson: Lesson, by: Viewer) -> None:
    """A certificate once the whole series was learned; one a person and series."""
    lessons = shelf().lessons
    learned_so_far = select(LessonCompletion.slug, LessonCompletion.digest).where(LessonCompletion.person_id == by.person_id)
    done = {row.slug: row.digest for row in session().execute(learned_so_far.order_by(LessonCompletion.id))}
    if not finished(lesson.topic, lessons, done):
        return
    learned = [[each.id, done[each.id], each.title] for each in lessons.values() if each.topic is lesson.topic]
    known = {"person_id": by.person_id, "topic": str(lesson.topic), "name": by.name, "lessons": learned}
    if _add(Certificate, number=fresh_number(clock.today().year), issued_at=clock.now(), **known):
        issued = select(Certificate).where(Certificate.person_id == by.person_id, Certificate.topic == str(lesson.topic))
        record("courses.certified", subject=session().scalar(issued), by=by)


def _progress(lesson: Lesson, by: Viewer) -> LessonProgress:
    """The reader's row of this lesson, made when it is not there; a new text begins its questions anew."""
    start = {"section": 1, "audio_seconds": 0, "video_seconds": 0, "solved": 0, "version": 0}
    mine = (LessonProgress.person_id == by.person_id, LessonProgress.slug == lesson.id)
    _add(LessonProgress, person_id=by.person_id, slug=lesson.id, digest=lesson.digest, updated_at=clock.now(), **start)
    found = session().scalars(select(LessonProgress).where(*mine).with_for_update()).one()
    if found.digest != lesson.digest:
        found.digest, found.solved = lesson.digest, 0
    return found


def _add(table: type[Any], **values: Any) -> bool:
    """Add a row unless one like it is there (two devices may speak at once); whether it was added."""
    insert: Any = INSERTS[session().get_bind().dialect.name]
    added = insert(table).values(**values).on_conflict_do_nothing()
    done: Any = session().execute(added, execution_options={"preserve_rowcount": True})
    return bool(done.rowcount)
