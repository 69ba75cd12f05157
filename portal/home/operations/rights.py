"""A family's own words, its consents, and its right to a copy."""

from __future__ import annotations

from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.children.models import Guardian
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.home.models import Consent, DataRequest, DataRequestAnswer, FamilyWord, FamilyWordAnswer, Purpose
from portal.journal.operations import record
from portal.outbox.operations import queue
from portal.school.queries import number


def say(guardian: Guardian, words: str, *, by: Viewer) -> FamilyWord:
    """What the family wants the school to know; it stays with the child's file."""
    made = FamilyWord(child_id=guardian.child_id, guardian_id=guardian.id, words=words, at=clock.now(), by_id=by.person_id)
    session().add(made)
    session().flush()
    record("home.word_written", subject=made, child_id=guardian.child_id, by=by)
    return made


def answer_word(word: FamilyWord, words: str, *, by: Viewer) -> None:
    """What the school answers; the family is told that there is an answer."""
    if word.answer is not None:
        raise Refused(_l("Somebody has answered this already."))
    session().add(FamilyWordAnswer(word_id=word.id, words=words, at=clock.now(), by_id=by.person_id))
    queue([word.by_id], kind="home", key=f"home.word.{word.id}", path=f"/home/children/{word.child_id}/words")
    record("home.word_answered", subject=word, child_id=word.child_id, by=by)


def decide_consent(guardian: Guardian, purpose: Purpose, *, given: bool, by: Viewer) -> None:
    """Given or withdrawn from this moment; the row before stays, so that it can be told what held when."""
    if not guardian.is_guardian:
        raise Refused(_l("Only a guardian can give or withdraw consent."))
    decided = Consent(
        child_id=guardian.child_id, guardian_id=guardian.id, purpose=purpose, given=given, at=clock.now(), by_id=by.person_id
    )
    session().add(decided)
    record("home.consent_given" if given else "home.consent_withdrawn", subject=decided, child_id=guardian.child_id, by=by)


def ask_for_copy(guardian: Guardian, *, by: Viewer) -> DataRequest:
    """A guardian asks for a copy; the clock begins."""
    if not guardian.is_guardian:
        raise Refused(_l("Only a guardian can ask for a copy."))
    asked = (DataRequest.guardian_id == guardian.id, DataRequestAnswer.id.is_(None))
    if session().scalar(select(DataRequest.id).outerjoin(DataRequestAnswer).where(*asked)) is not None:
        raise Refused(_l("You have asked already; the school will answer."))
    due = clock.today() + timedelta(days=number("home.copy_days"))
    made = DataRequest(child_id=guardian.child_id, guardian_id=guardian.id, at=clock.now(), due=due, by_id=by.person_id)
    session().add(made)
    session().flush()
    record("home.copy_asked", subject=made, child_id=guardian.child_id, by=by)
    return made


def answer_request(request: DataRequest, *, given: bool, words: str, by: Viewer) -> None:
    """Open the copy for the guardian, or refuse it in writing with the reasons (未成年人网络保护条例 34)."""
    if request.answer is not None:
        raise Refused(_l("Somebody has answered this already."))
    if not given and not words:
        raise Refused(_l("A refusal is written, with its reasons."), field="words")
    answer = DataRequestAnswer(request_id=request.id, given=given, words=words or None, at=clock.now(), by_id=by.person_id)
    session().add(answer)
    queue([request.by_id], kind="home", key=f"home.copy.{request.id}", path=f"/home/children/{request.child_id}/copy")
    record("home.copy_opened" if given else "home.copy_refused", subject=request, child_id=request.child_id, by=by)
