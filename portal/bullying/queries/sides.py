"""One child's own side, for those who may see nothing else: the guardians, and the class teacher's safety steps."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.bullying.models.cases import BullyingCase, LockOut, Party, Role, State
from portal.bullying.models.letters import Letter, Service
from portal.bullying.models.steps import Step, StepKind
from portal.bullying.queries.case_file import file_of
from portal.bullying.rules.masking import letter_of, names_in, redacted
from portal.children.models import Child, Guardian
from portal.children.scope import within
from portal.children.withholding import kept_from
from portal.core.db import session
from portal.core.errors import NotFound


@dataclass(frozen=True)
class OwnSide:
    """The own child in a case, as the family may know it."""

    case: BullyingCase
    party_id: int
    child_id: int
    child: str
    role: Role

    @property
    def is_open(self) -> bool:
        return self.case.state is not State.CLOSED


@dataclass(frozen=True, slots=True)
class Safety:
    """What is done so that a child is safe; nothing of why."""

    child_id: int
    child: str
    class_id: int | None
    words: str
    since: datetime


def own_sides(viewer: Viewer) -> Sequence[OwnSide]:
    """Sides of the viewer's own children that the school has written to them about, newest first."""
    if not viewer.may(Permission.SEE_HOME) or not viewer.reaches(Tier.WELFARE).child_ids:
        return []
    return _open_to(viewer, _own(viewer).order_by(BullyingCase.opened_at.desc()))


def own_side(viewer: Viewer, party_id: int) -> OwnSide:
    """One of them, NotFound otherwise."""
    found = _open_to(viewer, _own(viewer).where(Party.id == party_id))
    if not found:
        raise NotFound
    return found[0]


def _open_to(viewer: Viewer, asked: Any) -> Sequence[OwnSide]:
    """Without the children of whom this guardian must hear nothing on its own: suspected in a mandatory report, say."""
    found = [OwnSide(*row) for row in session().execute(asked)]
    closed = kept_from(viewer, [one.child_id for one in found])
    return [one for one in found if one.child_id not in closed]


def _own(viewer: Viewer) -> Any:
    columns: list[Any] = [BullyingCase, Party.id, Child.id, Child.name, Party.role]
    mine = Child.id.in_(sorted(viewer.reaches(Tier.WELFARE).child_ids))
    written = select(Letter.id).where(Letter.party_id == Party.id).exists()
    found = select(*columns).join(Party, Party.case_id == BullyingCase.id).join(Child, Child.id == Party.child_id)
    return found.where(mine, written, Party.withdrawn_at.is_(None), ~_suspected(viewer))


def _suspected(viewer: Viewer) -> ColumnElement[bool]:
    """Whether this guardian is suspected in the case: then it does not exist for them (invariant 6)."""
    of = select(LockOut.id).outerjoin(Guardian, Guardian.id == LockOut.guardian_id).where(LockOut.case_id == BullyingCase.id)
    return of.where((LockOut.person_id == viewer.person_id) | (Guardian.person_id == viewer.person_id)).exists()


def letters_of(party_id: int) -> Sequence[tuple[Letter, datetime | None]]:
    """The letters of one side already found, each with when it first arrived."""
    arrived = select(Service.letter_id, Service.served_at).join(Letter, Letter.id == Service.letter_id)
    first: dict[int, datetime] = {}
    for letter_id, at in session().execute(arrived.where(Letter.party_id == party_id).order_by(Service.served_at.desc())):
        first[letter_id] = at
    letters = session().scalars(select(Letter).where(Letter.party_id == party_id).order_by(Letter.id))
    return [(letter, first.get(letter.id)) for letter in letters]


def steps_of(party_id: int, *kinds: StepKind) -> Sequence[Step]:
    """Steps of one side already found, of some kinds, the oldest first."""
    return session().scalars(select(Step).where(Step.party_id == party_id, Step.kind.in_(kinds)).order_by(Step.seq)).all()


#: What a family reads of what was done: safety, help offered, the answer on another class.
FOR_FAMILY = (StepKind.PROTECTED, StepKind.COUNSELLING_OFFERED, StepKind.FAMILY_GUIDANCE, StepKind.CLASS_CHANGE_DECIDED)


def done_for(side: OwnSide) -> Sequence[tuple[str, datetime]]:
    """What the school does for the own child, every other name taken out of it; with the moment."""
    return _read_by(side, FOR_FAMILY)


def replies_of(side: OwnSide) -> Sequence[tuple[str, datetime]]:
    """What the guardians answered; another guardian of the same child reads it as well, and learns no name from it."""
    return _read_by(side, (StepKind.REPLY,))


def _read_by(side: OwnSide, kinds: Sequence[StepKind]) -> Sequence[tuple[str, datetime]]:
    names = file_of(side.case).masks(side.party_id)
    return [(redacted(step.words or "", names), step.happened_at) for step in steps_of(side.party_id, *kinds)]


def safety_steps(viewer: Viewer, child_id: int | None = None) -> Sequence[Safety]:
    """Safety steps for children within the viewer's reach in cases that are open, newest first; no other child by name."""
    if not viewer.may(Permission.SEE_BULLYING_STEPS):
        return []
    columns: list[Any] = [Child.id, Child.name, Child.class_id, Step.words, Step.happened_at, BullyingCase.id, Party.id]
    found = (
        select(*columns)
        .join(Party, Party.child_id == Child.id)
        .join(Step, Step.party_id == Party.id)
        .join(BullyingCase, BullyingCase.id == Party.case_id)
        .where(Step.kind == StepKind.PROTECTED, BullyingCase.state != State.CLOSED, Party.withdrawn_at.is_(None))
        .where(within(viewer, Tier.WELFARE))
    )
    if child_id is not None:
        found = found.where(Child.id == child_id)
    rows = session().execute(found.order_by(Step.happened_at.desc(), Step.id.desc())).all()
    masks = _masks_of({(row[5], row[6]) for row in rows})
    return [
        Safety(child_id, name, class_id, redacted(words or "", masks[party_id]), at)
        for child_id, name, class_id, words, at, _case_id, party_id in rows
    ]


def _masks_of(sides: Collection[tuple[int, int]]) -> Mapping[int, Mapping[str, str]]:
    """For each side the other names of its case with what stands for them; one statement, none without a side."""
    if not sides:
        return {}
    columns: list[Any] = [Party.case_id, Party.id, Party.place, Party.outside, Child.name, Guardian.name]
    near = select(*columns).outerjoin(Child, Child.id == Party.child_id).outerjoin(Guardian, Guardian.child_id == Child.id)
    near = near.where(Party.case_id.in_(sorted({case for case, _ in sides})))
    rows = session().execute(near).all()
    return {party_id: _others(case_id, party_id, rows) for case_id, party_id in sides}


def _others(case_id: int, own: int, rows: Sequence[Any]) -> Mapping[str, str]:
    of_case = [row for row in rows if row[0] == case_id]
    mine = {name for _case, party_id, *_words, child, near in of_case if party_id == own for name in (child, near) if name}
    others = [row[2:] for row in of_case if row[1] != own]
    named = [(name, place) for place, outside, child, near in others for name in (*names_in(outside or ""), child, near)]
    return {name: letter_of(place) for name, place in named if name} | {name: name for name in mine}
