"""The sheet a pupil holds: found by the code on the slip, then by this browser's ticket; the wording and what is answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from portal.access.permissions import Role
from portal.children.dated import holds_on
from portal.children.models import Child
from portal.core import clock
from portal.core.db import session
from portal.people.models import Person, Post
from portal.school.queries import setting
from portal.screening.codes import normal_code
from portal.screening.models import Answer, AnswerCode, ConsentWord, Participant, Retest, Round, Sheet, TextPackVersion
from portal.screening.queries.packs import newest, pack_of
from portal.screening.queries.rounds import is_open, last_word
from portal.screening.scales.definition import Scale
from portal.screening.scales.library import scale
from portal.screening.text_packs.pack import TextPack

LANGUAGES = {"en": ("en", "zh"), "zh": ("zh", "en")}


@dataclass(frozen=True)
class Opened:
    """What a code opens: a participant, and which sheet it would be."""

    participant: Participant
    of: Round
    name: str
    ordinal: int


def open_by_code(code: str) -> Opened | None:
    """None for a code that is unknown, void, too late, handed in or not agreed to: all look the same."""
    found = (
        select(Participant, Round, Child.name, last_word())
        .join(AnswerCode, AnswerCode.participant_id == Participant.id)
        .join(Round, Round.id == Participant.round_id)
        .join(Child, Child.id == Participant.child_id)
        .where(AnswerCode.code == normal_code(code), AnswerCode.cancelled_at.is_(None))
    )
    row = session().execute(found).one_or_none()
    if row is None or not _agreed(row[3]):
        return None
    ordinal = _ordinal(row[0], row[1])
    return Opened(row[0], row[1], row[2], ordinal) if ordinal else None


def _agreed(word: ConsentWord | None) -> bool:
    return word is ConsentWord.GIVEN or (word is None and not setting("screening.needs_consent"))


def _ordinal(participant: Participant, of: Round) -> int | None:
    """Which sheet is open today: the first while the round runs, a later one within its own days."""
    done = select(Sheet.id).where(Sheet.participant_id == participant.id, Sheet.handed_in_at.is_not(None))
    finished = len(session().scalars(done).all())
    if not finished:
        return 1 if is_open(of) else None
    again = session().scalars(select(Retest).where(Retest.participant_id == participant.id).order_by(Retest.id)).all()
    if len(again) < finished or not again[finished - 1].opens_on <= clock.today() <= again[finished - 1].closes_on:
        return None
    return finished + 1


@dataclass(frozen=True)
class Held:
    """An open sheet with everything its pages show."""

    sheet: Sheet
    participant: Participant
    of: Round
    name: str
    pack: TextPack
    answers: Mapping[int, tuple[int, int]]

    @property
    def scale(self) -> Scale:
        return scale(self.of.scale, self.of.variant)

    @property
    def left_out(self) -> Sequence[int]:
        """Questions without an answer."""
        return [item for item in range(1, self.scale.items_count + 1) if item not in self.answers]


def held(sheet_id: Any) -> Held | None:
    """The sheet of this browser's ticket while it is open; two statements."""
    if not isinstance(sheet_id, int):
        return None
    found = (
        select(Sheet, Participant, Round, Child.name, TextPackVersion, last_word())
        .join(Participant, Participant.id == Sheet.participant_id)
        .join(Round, Round.id == Participant.round_id)
        .join(Child, Child.id == Participant.child_id)
        .join(TextPackVersion, TextPackVersion.id == Sheet.text_pack_id)
        .where(Sheet.id == sheet_id, Sheet.handed_in_at.is_(None))
    )
    row = session().execute(found).one_or_none()
    if row is None or not _agreed(row[5]) or not (row[0].ordinal > 1 or is_open(row[2])):
        return None
    given = session().execute(select(Answer.item, Answer.value, Answer.version).where(Answer.sheet_id == sheet_id))
    return Held(row[0], row[1], row[2], row[3], pack_of(row[4]), {item: (int(value), version) for item, value, version in given})


def pack_for(of: Round, locale: str) -> TextPackVersion | None:
    """The wording in the pupil's language, else in the other one."""
    for language in LANGUAGES["en" if locale.startswith("en") else "zh"]:
        found = newest(of.scale, language)
        if found is not None:
            return found
    return None


def counselors() -> Sequence[str]:
    """Who will read the answers: the counselors of today, by name."""
    held_today = (Post.role == Role.COUNSELOR, holds_on(Post, clock.today()))
    return session().scalars(select(Person.name).join(Post, Post.person_id == Person.id).where(*held_today).distinct()).all()
