"""What a family sees of its own: who they are to the child, what they proposed, wrote, agreed to and asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.dated import holds_on
from portal.children.models import Child, Guardian
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound
from portal.home.models import Consent, DataRequest, FamilyWord, FamilyWordAnswer, Proposal, Purpose


def own_guardian(viewer: Viewer, child_id: int, tier: Tier = Tier.DIRECTORY) -> tuple[Guardian, Child]:
    """Who the viewer is to this child today, and the child; NotFound without the rights. One statement."""
    if child_id not in viewer.reaches(tier).child_ids:
        raise NotFound
    mine = (Guardian.child_id == child_id, Guardian.person_id == viewer.person_id, holds_on(Guardian, clock.today()))
    row = session().execute(select(Guardian, Child).join(Child).where(*mine).order_by(Guardian.id)).first()
    if row is None:
        raise NotFound
    return row[0], row[1]


def own_proposals(guardian: Guardian) -> Sequence[Proposal]:
    """What this guardian proposed, newest first."""
    found = select(Proposal).options(joinedload(Proposal.decision)).where(Proposal.guardian_id == guardian.id)
    return session().scalars(found.order_by(Proposal.id.desc()).limit(30)).all()


def own_words(guardian: Guardian) -> Sequence[FamilyWord]:
    """What this guardian wrote, newest first, with the answers."""
    answered = joinedload(FamilyWord.answer).joinedload(FamilyWordAnswer.by)
    found = select(FamilyWord).options(answered).where(FamilyWord.guardian_id == guardian.id)
    return session().scalars(found.order_by(FamilyWord.id.desc()).limit(30)).all()


def consents(child_id: int) -> Mapping[Purpose, Consent]:
    """The newest decision for each purpose, whichever guardian made it."""
    newest = select(func.max(Consent.id)).where(Consent.child_id == child_id).group_by(Consent.purpose)
    return {one.purpose: one for one in session().scalars(select(Consent).where(Consent.id.in_(newest)))}


def own_requests(guardian: Guardian) -> Sequence[DataRequest]:
    """What this guardian asked a copy of, newest first."""
    found = select(DataRequest).options(joinedload(DataRequest.answer)).where(DataRequest.guardian_id == guardian.id)
    return session().scalars(found.order_by(DataRequest.id.desc()).limit(10)).all()
