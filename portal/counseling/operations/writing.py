"""Writing a session: a draft that is saved over and over, signed once, then locked; later only additions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from secrets import token_urlsafe

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Difference, Refused, Words, require_version
from portal.counseling.codes import Audience, Safe, SessionMode
from portal.counseling.models import Addendum, Case, Participant, Session
from portal.counseling.operations.advising import advise
from portal.counseling.operations.cases import mine
from portal.counseling.queries.notes import participants_of
from portal.counseling.words import NOTE, QUESTIONS
from portal.journal.operations import record
from portal.school.queries import setting


@dataclass(frozen=True)
class Written:
    """A session as the form sends it; what is None was not readable and stays as it is."""

    began_at: datetime | None = None
    minutes: int | None = None
    mode: SessionMode | None = None
    heard: Sequence[str] = ()
    themes: Sequence[str] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    line: str = ""


def begin(case: Case, client_id: str, *, by: Viewer) -> Session:
    """An empty draft of a talk with the child of a case; the same client id begins one."""
    mine(case, by)
    if case.open_child_id is None:
        raise Refused(_l("The case is closed. Open it again first."))
    known = session().scalar(select(Session).where(Session.client_id == client_id, Session.author_id == by.person_id))
    return known or _begin([case.child_id], client_id, SessionMode.ROOM, case_id=case.id, by=by)


def begin_group(name: str, child_ids: Sequence[int], client_id: str, *, by: Viewer) -> Session:
    """An empty draft of a group; only children with an open case of the viewer take part."""
    if len(set(child_ids)) < 2:
        raise Refused(_l("A group has at least two children."), field="children")
    owned = select(Case.child_id).where(Case.owner_id == by.person_id, Case.open_child_id.in_(list(child_ids)))
    if set(child_ids) - set(session().scalars(owned)):
        raise Refused(_l("Only children with an open case of yours take part."), field="children")
    known = session().scalar(select(Session).where(Session.client_id == client_id, Session.author_id == by.person_id))
    return known or _begin(sorted(set(child_ids)), client_id, SessionMode.GROUP, name=name, by=by)


def _begin(
    child_ids: Sequence[int], client_id: str, mode: SessionMode, *, case_id: int | None = None, name: str | None = None, by: Viewer
) -> Session:
    made = Session(
        client_id=client_id or token_urlsafe(18),
        case_id=case_id,
        group_name=name,
        author_id=by.person_id,
        began_at=clock.now().replace(second=0, microsecond=0),
        minutes=40,
        mode=mode,
        themes=[],
        note={"place": place} if (place := str(setting("counseling.place"))) else {},
        line=None,
        made_at=clock.now(),
        saved_at=clock.now(),
    )
    session().add(made)
    session().flush()
    session().add_all(Participant(session_id=made.id, child_id=child_id) for child_id in child_ids)
    session().flush()
    record("counseling.session_begun", subject=made, child_id=child_ids[0] if len(child_ids) == 1 else None, by=by)
    return made


def save_by_itself(found: Session, written: Written, version: int | None, *, by: Viewer) -> int | None:
    """Saves while the counselor writes; None where the page is no longer the newest, and nothing is overwritten."""
    if found.author_id != by.person_id or found.signed_at is not None or found.version != version:
        return None
    _write(found, written)
    session().flush()
    return found.version


def save(found: Session, written: Written, version: int | None, *, by: Viewer) -> None:
    """Saves the draft; whoever saves second sees both texts."""
    if found.author_id != by.person_id:
        raise Refused(_l("Only who wrote it can change it."))
    if found.signed_at is not None:
        raise Refused(_l("It is signed and locked. Add what is missing below it."))
    require_version(found, version or 0, list(_differences(found, written)))
    _write(found, written)
    session().flush()


def _write(found: Session, written: Written) -> None:
    found.began_at = written.began_at or found.began_at
    found.minutes = written.minutes or found.minutes
    if found.mode is not SessionMode.GROUP:
        found.mode = written.mode or found.mode
    found.themes = list(written.themes)
    found.note = {"heard": list(written.heard), **{key: text for key, text in written.texts.items() if text}}
    found.line = written.line or None
    found.saved_at = clock.now()


def _differences(found: Session, written: Written) -> Sequence[Difference]:
    labels: dict[str, Words] = {**NOTE, **QUESTIONS}
    told = [Difference(key, label, found.note.get(key, ""), written.texts.get(key, "")) for key, label in labels.items()]
    return [*told, Difference("line", _l("One line for the homeroom teacher"), found.line or "", written.line)]


def sign(found: Session, *, by: Viewer) -> None:
    """Complete, and from now on locked. The line goes to the teachers of whoever took part."""
    if found.author_id != by.person_id or found.signed_at is not None:
        raise Refused(_l("It is signed and locked. Add what is missing below it."))
    if not any(found.note.get(key) for key in ("said", "saw", "course")):
        raise Refused(_l("Write what the child said or what you saw"), field="said")
    for key in QUESTIONS:
        if key not in found.note:
            raise Refused(_l("Answer the three questions of safety, each time"), field=key)
    found.signed_at = clock.now()
    session().flush()
    children = participants_of(found)
    alone = children[0].id if len(children) == 1 else None
    record("counseling.session_signed", subject=found, child_id=alone, by=by)
    for child in children if found.line else ():
        advise(child.id, Audience.TEACHERS, found.line or "", session_id=found.id, by=by)


def dangers(found: Session) -> Sequence[str]:
    """The questions of safety that were answered with yes."""
    return [key for key in QUESTIONS if found.note.get(key) == Safe.YES]


def add_to(found: Session, words: str, *, by: Viewer) -> None:
    """What its author adds to a signed note; the note itself stays as it was signed."""
    if found.author_id != by.person_id:
        raise Refused(_l("Only who wrote it can add to it."))
    if found.signed_at is None:
        raise Refused(_l("It is still a draft: write it there."))
    added = Addendum(session_id=found.id, words=words, at=clock.now(), by_id=by.person_id)
    session().add(added)
    session().flush()
    record("counseling.note_added", subject=added, by=by)
