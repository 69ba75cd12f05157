"""Writing lessons: a draft is kept, sent, reviewed by somebody else, published; a lesson rests; media are put beside it."""

from __future__ import annotations

from pathlib import Path

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, event, select

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Difference, Refused, require_version
from portal.courses.lesson.media import MediaFile
from portal.courses.lesson.packing import Folder
from portal.courses.lesson.reading import read
from portal.courses.lesson.shape import Lesson
from portal.courses.models.lessons import DraftState, LessonDraft, LessonMedia, LessonPublication, LessonRest
from portal.courses.operations.learning import keep_text
from portal.courses.queries.catalogue import shelf, shelf_changed
from portal.courses.queries.drafts import open_draft
from portal.journal.operations import record

EDITABLE = (DraftState.WRITING, DraftState.RETURNED)


def start_draft(source: str, *, by: Viewer) -> LessonDraft:
    """Keep a new draft. At most one draft a lesson is open, so that two people do not write past each other."""
    lesson = read(plain_lines(source))
    if open_draft(lesson.id) is not None:
        raise Refused(_l("Somebody is writing this lesson already. Finish that draft first."), field="source")
    made = LessonDraft(
        slug=lesson.id,
        title=lesson.title,
        source=lesson.source,
        state=DraftState.WRITING,
        written_at=clock.now(),
        written_by_id=by.person_id,
    )
    session().add(made)
    session().flush()
    record("courses.draft_written", subject=made, by=by)
    return made


def save_draft(draft: LessonDraft, source: str, version: int, *, by: Viewer) -> None:
    """Keep what was written; whoever saves second sees both texts."""
    lesson = read(plain_lines(source))
    require_version(draft, version, [Difference("source", _l("The lesson"), theirs=draft.source, yours=lesson.source)])
    _may_edit(draft, by)
    if lesson.id != draft.slug:
        raise Refused(_l("The id of a lesson stays what it was: %(id)s", id=draft.slug), field="source")
    draft.source, draft.title, draft.written_at = lesson.source, lesson.title, clock.now()
    draft.version += 1
    record("courses.draft_written", subject=draft, by=by)


def plain_lines(source: str) -> str:
    """Browsers send line ends of their own; a lesson has one kind, and ends with one."""
    return source.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n"


def _may_edit(draft: LessonDraft, by: Viewer) -> None:
    if draft.state not in EDITABLE or draft.written_by_id != by.person_id:
        raise Refused(_l("The draft is with its reviewer now."), field="source")


def send_draft(draft: LessonDraft, *, by: Viewer) -> None:
    """To be reviewed by somebody else."""
    _may_edit(draft, by)
    missing = set(read(draft.source).media) - {row.name for row in session().scalars(_media_of(draft.slug))}
    if missing:
        raise Refused(_l("Still missing beside the lesson: %(names)s", names=", ".join(sorted(missing))))
    draft.state = DraftState.SENT
    draft.version += 1
    record("courses.draft_sent", subject=draft, by=by)


def return_draft(draft: LessonDraft, answer: str, *, by: Viewer) -> None:
    """Back to its writer, with what to change."""
    _may_review(draft, by)
    if not answer:
        raise Refused(_l("Write what should be changed"), field="answer")
    _settle(draft, DraftState.RETURNED, answer, by)
    record("courses.draft_returned", subject=draft, by=by)


def publish_draft(draft: LessonDraft, answer: str, *, by: Viewer) -> None:
    """From now on families read this text; what they learned before is kept as it was."""
    _may_review(draft, by)
    lesson = read(draft.source)
    _settle(draft, DraftState.PUBLISHED, answer, by)
    publish(lesson, draft.written_by_id, by=by)


def publish(lesson: Lesson, written_by_id: int, *, by: Viewer) -> None:
    """The text is in force."""
    keep_text(lesson)
    made = LessonPublication(slug=lesson.id, digest=lesson.digest, written_by_id=written_by_id, at=clock.now(), by_id=by.person_id)
    session().add(made)
    record("courses.lesson_published", subject=made, by=by)
    shelf_changed()


def _may_review(draft: LessonDraft, by: Viewer) -> None:
    if draft.state is not DraftState.SENT:
        raise Refused(_l("This draft does not wait for review."))
    if draft.written_by_id == by.person_id or not by.may(Permission.REVIEW_LESSONS):
        raise Refused(_l("Somebody else than the writer reviews a lesson."))


def _settle(draft: LessonDraft, state: DraftState, answer: str, by: Viewer) -> None:
    draft.state, draft.answer = state, answer or None
    draft.settled_at, draft.settled_by_id = clock.now(), by.person_id
    draft.version += 1


def drop_draft(draft: LessonDraft, *, by: Viewer) -> None:
    """The writer gives it up; it stays to be read in the journal's tables."""
    _may_edit(draft, by)
    _settle(draft, DraftState.DROPPED, "", by)
    record("courses.draft_dropped", subject=draft, by=by)


def rest_lesson(slug: str, reason: str, *, by: Viewer) -> None:
    """Take a lesson off the list for a time."""
    if slug not in shelf().lessons:
        raise Refused(_l("This lesson is not on offer."))
    made = LessonRest(slug=slug, reason=reason, at=clock.now(), by_id=by.person_id)
    session().add(made)
    record("courses.lesson_rests", subject=made, by=by)
    shelf_changed()


def wake_lesson(slug: str, *, by: Viewer) -> None:
    """Put it back."""
    for rest in session().scalars(select(LessonRest).where(LessonRest.slug == slug, LessonRest.ended_at.is_(None))):
        rest.ended_at, rest.ended_by_id = clock.now(), by.person_id
        record("courses.lesson_back", subject=rest, by=by)
    shelf_changed()


def _media_of(slug: str) -> Select[LessonMedia]:
    return select(LessonMedia).where(LessonMedia.slug == slug)


def put_media(slug: str, file: MediaFile, folder: Path, *, by: Viewer) -> bool:
    """Put a file beside a lesson, for its next publication; the very same one again changes nothing. Whether something changed."""
    draft = open_draft(slug)
    if draft is not None and (draft.state not in EDITABLE or draft.written_by_id != by.person_id):
        raise Refused(_l("The draft is with its reviewer now."), field="file")
    newest = session().scalar(_media_of(slug).where(LessonMedia.name == file.name).order_by(LessonMedia.id.desc()).limit(1))
    if newest is not None and newest.digest == file.digest:
        return False
    known = session().scalar(_media_of(slug).where(LessonMedia.name == file.name, LessonMedia.digest == file.digest))
    if known is not None:
        raise Refused(_l("%(name)s was here before and was replaced. Give the file another name.", name=file.name), field="file")
    made = LessonMedia(
        slug=slug,
        name=file.name,
        media_type=file.media_type,
        size=len(file.content),
        digest=file.digest,
        added_at=clock.now(),
        added_by_id=by.person_id,
    )
    session().add(made)
    _keep(folder, file)
    record("courses.media_added", subject=made, by=by)
    shelf_changed()
    return True


def _keep(folder: Path, file: MediaFile) -> None:
    """Under the name of its content; it stands there once the transaction has committed."""
    folder.mkdir(parents=True, exist_ok=True)
    waiting = folder / f"{file.digest}.new"
    waiting.write_bytes(file.content)
    event.listen(session(), "after_commit", lambda _: waiting.exists() and waiting.replace(folder / file.digest), once=True)


def bring_in(brought: Folder, folder: Path, *, by: Viewer) -> LessonDraft | None:
    """A lesson from a zip: media beside it, its text as a draft. What is in force already changes nothing."""
    lesson, known = brought.lesson, shelf().lessons.get(brought.lesson.id)
    in_force = {name: each.digest for name, each in shelf().media.get(lesson.id, {}).items() if name in lesson.media}
    if known is not None and known.digest == lesson.digest and in_force == {file.name: file.digest for file in brought.media}:
        return None
    made = start_draft(lesson.source, by=by)
    for file in brought.media:
        put_media(lesson.id, file, folder, by=by)
    return made
