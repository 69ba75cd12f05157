"""The yearly access review: begun, gone through person by person, finished when nobody is left out."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.journal.operations import record
from portal.staff.models import AccessReview, AccessWord
from portal.staff.queries import open_review, reviewed


def begin_review(*, by: Viewer) -> AccessReview:
    """The review that is open, or a new one."""
    found = open_review()
    if found is not None:
        return found
    made = AccessReview(begun_at=clock.now(), begun_by_id=by.person_id)
    session().add(made)
    session().flush()
    record("staff.review_begun", subject=made, by=by)
    return made


def say(review: AccessReview, words: Mapping[int, bool], *, by: Viewer) -> None:
    """Keep what was said of each person so far; a later word takes the place of an earlier one while the review is open."""
    known = {word.person_id: word for word in session().scalars(select(AccessWord).where(AccessWord.review_id == review.id))}
    for person_id in {line.id for line in reviewed(by)} & set(words):
        right = words[person_id]
        word = known.get(person_id)
        if word is None:
            session().add(AccessWord(review_id=review.id, person_id=person_id, right=right, at=clock.now(), by_id=by.person_id))
        elif word.right != right:
            word.right, word.at, word.by_id = right, clock.now(), by.person_id
    session().flush()
    record("staff.review_gone_on", subject=review, by=by)


def finish_review(review: AccessReview, *, by: Viewer) -> None:
    """Finished only when everybody with a post or an open account was gone through."""
    said = set(session().scalars(select(AccessWord.person_id).where(AccessWord.review_id == review.id)))
    left_out = [line.name for line in reviewed(by) if line.id not in said]
    if left_out:
        raise Refused(_l("Nothing is said yet of %(names)s. What you ticked is kept.", names=_(", ").join(left_out[:5])))
    review.finished_at, review.finished_by_id = clock.now(), by.person_id
    session().flush()
    record("staff.review_finished", subject=review, by=by)
