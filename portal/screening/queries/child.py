"""One child's screening: every result, flag and talk, for those who may read them; elsewhere only what was released."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import bindparam, func, select

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Reach, Viewer
from portal.children.models import Child
from portal.children.scope import find, within_reach
from portal.children.withholding import kept_from
from portal.core import clock
from portal.core.db import read_once, session
from portal.core.errors import NotFound
from portal.people.models import Person
from portal.screening.models import (
    Answer,
    Consent,
    ConsentWord,
    Flag,
    Interview,
    Participant,
    Result,
    Retest,
    Round,
    Sheet,
    TalkDue,
    TextPackVersion,
)
from portal.screening.queries.packs import pack_of
from portal.screening.queries.rounds import last_word

A_YEAR = 365


@dataclass(frozen=True)
class Taking:
    """A child in a round, found for the counselor."""

    participant: Participant
    child: Child
    of: Round
    word: ConsentWord | None
    due: TalkDue | None

    @property
    def withdrawn(self) -> bool:
        """Agreement was taken back: results are shown to nobody any more, flags and talks stay."""
        return self.word is ConsentWord.WITHDRAWN


def taking(viewer: Viewer, round_id: int, child_id: int) -> Taking:
    """NotFound for a child out of reach or not in this round."""
    child = find(viewer, child_id)
    found = (
        select(Participant, Round, last_word(), TalkDue)
        .join(Round, Round.id == Participant.round_id)
        .outerjoin(TalkDue, TalkDue.participant_id == Participant.id)
        .where(Participant.round_id == round_id, Participant.child_id == child.id)
    )
    row = session().execute(found).one_or_none()
    if row is None:
        raise NotFound
    return Taking(row[0], child, row[1], row[2], row[3])


def results_of(participant_id: int) -> Sequence[Result]:
    """First sheet and re-tests, in their order."""
    return session().scalars(select(Result).where(Result.participant_id == participant_id).order_by(Result.ordinal)).all()


def flags_of(participant_id: int) -> Sequence[tuple[Flag, str | None]]:
    """Every flag, with who took it."""
    found = (
        select(Flag, Person.name)
        .outerjoin(Person, Person.id == Flag.acknowledged_by_id)
        .where(Flag.participant_id == participant_id)
        .order_by(Flag.id)
    )
    return [(row[0], row[1]) for row in session().execute(found)]


def answers_of(participant_id: int) -> Mapping[int, Mapping[int, int]]:
    """By sheet (its ordinal), the answers by item."""
    found: dict[int, dict[int, int]] = {}
    rows = (
        select(Sheet.ordinal, Answer.item, Answer.value)
        .join(Answer, Answer.sheet_id == Sheet.id)
        .where(Sheet.participant_id == participant_id)
        .order_by(Sheet.ordinal, Answer.item)
    )
    for ordinal, item, value in session().execute(rows):
        if value:  # what was emptied past its term is no answer any more
            found.setdefault(ordinal, {})[item] = int(value)
    return found


def wordings_of(participant_id: int) -> Mapping[int, Mapping[int, str]]:
    """By sheet (its ordinal), the wording it was answered with, whatever was loaded since."""
    rows = (
        select(Sheet.ordinal, TextPackVersion)
        .join(TextPackVersion, TextPackVersion.id == Sheet.text_pack_id)
        .where(Sheet.participant_id == participant_id)
    )
    return {row[0]: pack_of(row[1]).wordings for row in session().execute(rows)}


def interviews_of(participant_id: int) -> Sequence[tuple[Interview, str]]:
    """Talks with who led them, the newest first."""
    found = select(Interview, Person.name).join(Person, Person.id == Interview.by_id)
    rows = session().execute(found.where(Interview.participant_id == participant_id).order_by(Interview.id.desc()))
    return [(row[0], row[1]) for row in rows]


def retests_of(participant_id: int) -> Sequence[Retest]:
    """Re-tests planned, in their order."""
    return session().scalars(select(Retest).where(Retest.participant_id == participant_id).order_by(Retest.id)).all()


def consents_of(participant_id: int) -> Sequence[tuple[Consent, str | None]]:
    """The ledger of consent, the newest first, with who wrote each word down."""
    found = select(Consent, Person.name).outerjoin(Person, Person.id == Consent.by_id)
    rows = session().execute(found.where(Consent.participant_id == participant_id).order_by(Consent.id.desc()))
    return [(row[0], row[1]) for row in rows]


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier result of the same child by the same scale."""

    round_name: str
    on: date
    content: Any


def earlier(of: Round, child_id: int) -> Sequence[Before]:
    """Results of other rounds with the same scale, the oldest first; withdrawn ones are left out."""
    columns: list[Any] = [Round.name, Result.on, Result.content]
    found = (
        select(*columns)
        .join(Participant, Participant.id == Result.participant_id)
        .join(Round, Round.id == Result.round_id)
        .where(Result.child_id == child_id, Round.scale == of.scale, Round.id != of.id, Round.first_day <= of.first_day)
        .where(func.coalesce(last_word(), ConsentWord.GIVEN) != ConsentWord.WITHDRAWN)
        .order_by(Result.on, Result.id)
    )
    return [Before(*row) for row in session().execute(found)]


@dataclass(frozen=True, slots=True)
class Shown:
    """A round on the child's page: dates for the counselor, the released sentence for others."""

    round_id: int
    name: str
    scale: str
    variant: str
    on: date | None
    result: Any
    due: date | None
    settled_at: datetime | None
    interview: Any
    day: date | None
    for_teachers: bool | None
    for_family: bool | None
    word: ConsentWord | None


@cache
def _shown() -> Any:
    latest = select(func.max(Result.id)).where(Result.participant_id == Participant.id).correlate(Participant).scalar_subquery()
    talk = select(func.max(Interview.id)).where(Interview.participant_id == Participant.id).correlate(Participant).scalar_subquery()
    columns: list[Any] = [
        Round.id, Round.name, Round.scale, Round.variant, Result.on, Result.content, TalkDue.due, TalkDue.settled_at,
        Interview.content, Interview.day, Interview.for_teachers, Interview.for_family, last_word(),
    ]  # fmt: skip
    return (
        select(*columns)
        .select_from(Participant)
        .join(Round, Round.id == Participant.round_id)
        .join(Child, Child.id == Participant.child_id)
        .outerjoin(Result, Result.id == latest)
        .outerjoin(TalkDue, TalkDue.participant_id == Participant.id)
        .outerjoin(Interview, Interview.id == talk)
        .where(Participant.child_id == bindparam("child_id"))
        .order_by(Round.first_day.desc(), Round.id.desc())
        .limit(4)
    )


def may_read(viewer: Viewer, child_id: int) -> bool:
    """Results and notes: the counselor's, and in an emergency whoever was let in to this one child."""
    return viewer.may(Permission.RUN_SCREENING) or child_id in viewer.reaches(Tier.CLINICAL).child_ids


def shown_of(viewer: Viewer, child_id: int) -> Sequence[Shown]:
    """The last rounds of a child within reach; one statement, once a page."""
    return read_once(("screening", viewer.person_id, child_id), lambda: _shown_to(viewer, child_id))


def _shown_to(viewer: Viewer, child_id: int) -> Sequence[Shown]:
    tier = Tier.DIRECTORY if may_read(viewer, child_id) else Tier.WELFARE
    rows = session().execute(_shown_within(viewer.reaches(tier)), {"child_id": child_id})
    return [Shown(*row) for row in rows]


@lru_cache(maxsize=64)
def _shown_within(reach: Reach) -> Any:
    return _shown().where(within_reach(reach))


def family_words(viewer: Viewer) -> Sequence[tuple[int, str, date, str]]:
    """What the counselor released for the guardians of the viewer's own children: child, name, day, sentence.

    A guardian who must hear nothing on its own (one who may have done harm) is shown nothing.
    """
    own = sorted(viewer.reaches(Tier.WELFARE).child_ids)
    since = clock.today() - timedelta(days=A_YEAR)
    found = (
        select(Child.id, Child.name, Interview.day, Interview.content)
        .join(Child, Child.id == Interview.child_id)
        .where(Interview.child_id.in_(own), Interview.for_family, Interview.day >= since)
        .order_by(Interview.id.desc())
    )
    rows = session().execute(found).all()
    closed = kept_from(viewer, [row[0] for row in rows])
    return [(row[0], row[1], row[2], row[3].get("family", "")) for row in rows if row[0] not in closed]
