"""What families of the demo school sent: a few words, corrections to look at, consents, one request for a copy."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from portal.children.models import Guardian, Rights
from portal.core import clock
from portal.core.db import session
from portal.home.models import Consent, DataRequest, FamilyWord, Proposal, Purpose

WORDS = ("下个月初八回家，能不能让孩子提前一天请假？", "孩子电话里说晚上睡不踏实，麻烦老师留意一下。")


def plant() -> None:
    """For the guardians who have a login; nobody else can have written."""
    mine = (Guardian.person_id.is_not(None), Guardian.rights == Rights.FULL, Guardian.is_guardian)
    for place, guardian in enumerate(session().scalars(select(Guardian).where(*mine).order_by(Guardian.id).limit(4))):
        if guardian.person_id is not None:
            _plant(place, guardian, guardian.person_id)


def _plant(place: int, guardian: Guardian, person_id: int) -> None:
    then = clock.now() - timedelta(days=2 + place)
    row = {"child_id": guardian.child_id, "guardian_id": guardian.id, "at": then, "by_id": person_id}
    session().add(FamilyWord(words=WORDS[place % len(WORDS)], **row))
    session().add(Proposal(field="workplace", known=guardian.workplace, proposed="福建晋江，鞋厂", **row))
    session().add(Consent(purpose=Purpose.PHOTOS, given=place % 2 == 0, **row))
    if place == 0:
        session().add(DataRequest(due=clock.local(then).date() + timedelta(days=15), **row))
