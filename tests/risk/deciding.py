"""A child about whom something is proposed, and those who decide."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from portal.children.models import AidCategory, Whereabouts
from portal.core import clock
from portal.core.db import session
from portal.risk.models import AttentionGrade, AttentionProposal
from portal.risk.operations.reviewing import review_school
from tests.cast import Cast
from tests.forms import send


def away(child_id: int, *parents: str) -> None:
    since = date(2026, 2, 20)
    for parent in parents:
        session().add(
            Whereabouts(
                child_id=child_id, parent=parent, state="away_for_work", since=since, from_day=since, recorded_at=clock.now()
            )
        )


def reviewed(cast: Cast) -> int:
    """The school looked through; how many proposals came of it."""
    with cast.app.test_request_context(), cast.writing():
        return len(review_school(by=None).proposed)


def left_behind(cast: Cast) -> int:
    child = cast.child_id()
    with cast.writing():
        away(child, "father", "mother")
        session().add(AidCategory(child_id=child, category="low_income", from_day=date(2026, 9, 1)))
    reviewed(cast)
    return child


def current(cast: Cast, child_id: int) -> int | None:
    with cast.reading():
        found = select(AttentionGrade.grade).where(AttentionGrade.child_id == child_id, AttentionGrade.until_day.is_(None))
        return session().scalar(found)


def proposal_of(cast: Cast, child_id: int) -> AttentionProposal:
    with cast.reading():
        found = select(AttentionProposal).where(AttentionProposal.child_id == child_id, AttentionProposal.decided_at.is_(None))
        return session().scalars(found).one()


def confirmed(cast: Cast, child_id: int) -> None:
    url = f"/attention/proposals/{proposal_of(cast, child_id).id}/confirmation"
    answer = send(cast.signed_in("homeroom"), url, {"reason": "核对过"}, page=f"/children/{child_id}/attention")
    assert answer.status_code == 303
