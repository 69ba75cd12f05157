"""Whether anything of a case was touched behind the portal's back: steps, what they speak of, custody logs, sealed files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.bullying.models.cases import BullyingCase, LockOut, Party
from portal.bullying.models.committee import Finding, Meeting, Member
from portal.bullying.models.evidence import Custody, Evidence, EvidenceKind
from portal.bullying.models.letters import Letter, Service
from portal.bullying.models.measures import Measure
from portal.bullying.models.steps import Step, StepKind
from portal.bullying.rules.integrity import digest_of, first_broken
from portal.children.vault import unseal
from portal.core.db import session
from portal.core.errors import NotFound, Words
from portal.core.keys import KeyProblem
from portal.journal.models import JournalRow
from portal.people.models import Person

TABLES: Mapping[str, Any] = {
    table.__tablename__: table
    for table in (BullyingCase, Party, LockOut, Member, Meeting, Finding, Measure, Evidence, Letter, Service)
}
STEP_ADDED = "bullying.step_added"


@dataclass(frozen=True)
class Broken:
    """One thing that is not as it was sealed."""

    case_id: int
    what: Words


def verify(case: BullyingCase, folder: Path | None = None) -> Sequence[Broken]:
    """Everything that does not fit its seal; empty when the case is whole. Without a folder the files are left unread."""
    key = session().info["keys"].journal
    try:
        steps = session().scalars(select(Step).where(Step.case_id == case.id).order_by(Step.seq)).all()
        found = [*_steps(case, key, steps), *_subjects(key, steps), *_evidence(case, key, folder)]
    except KeyProblem:
        found = [_l("A record of the case no longer opens with the school's keys.")]
    return [Broken(case.id, words) for words in found]


def verify_all(folder: Path | None = None) -> Sequence[Broken]:
    """Every case, and the steps the journal knows of and nobody finds any more."""
    found = [each for case in session().scalars(select(BullyingCase).order_by(BullyingCase.id)) for each in verify(case, folder)]
    gone = select(JournalRow.subject_id).outerjoin(Step, Step.id == JournalRow.subject_id)
    lost = session().scalars(gone.where(JournalRow.event == STEP_ADDED, Step.id.is_(None)))
    return [*found, *(Broken(0, _l("Step %(id)s is gone.", id=each)) for each in lost)]


def _steps(case: BullyingCase, key: bytes, steps: Sequence[Step]) -> Iterator[Words]:
    number = first_broken(key, digest_of(key, case), steps)
    if number is not None:
        yield _l("Step %(number)s was changed, removed or put in.", number=number)
    moved = [step for step in steps if step.kind is StepKind.MOVED]
    if moved and moved[-1].facts["to"] != case.state.value:
        yield _l("The state of the case is not the one its steps lead to.")


def _subjects(key: bytes, steps: Sequence[Step]) -> Iterator[Words]:
    """The records the steps speak of, read table by table."""
    for name, table in TABLES.items():
        named = [step for step in steps if step.subject == name]
        if not named:
            continue
        rows = session().scalars(select(table).where(table.id.in_([step.subject_id for step in named])))
        known = {row.id: digest_of(key, row) for row in rows}
        for step in named:
            if known.get(step.subject_id) != step.subject_digest:
                yield _l("What step %(number)s speaks of was changed.", number=step.seq)


def _evidence(case: BullyingCase, key: bytes, folder: Path | None) -> Iterator[Words]:
    pieces = session().scalars(select(Evidence).where(Evidence.case_id == case.id).order_by(Evidence.place)).all()
    held = select(Custody).where(Custody.evidence_id.in_([piece.id for piece in pieces])).order_by(Custody.seq)
    lines = session().scalars(held).all()
    for piece in pieces:
        own = [line for line in lines if line.evidence_id == piece.id]
        if not own or first_broken(key, digest_of(key, piece), own) is not None:
            yield _l("The custody log of piece %(place)s was changed.", place=piece.place)
        if not _content_is_whole(piece, folder):
            yield _l("Piece %(place)s is not what came in.", place=piece.place)


def _content_is_whole(piece: Evidence, folder: Path | None) -> bool:
    if piece.kind is not EvidenceKind.FILE:
        return hashlib.sha256((piece.text or piece.title).encode()).hexdigest() == piece.digest
    if folder is None:
        return True
    try:
        unseal(folder, piece.stored_as or "", piece.digest)
    except (NotFound, KeyProblem, ValueError, OSError):
        return False
    return True


def custody_of(piece: Evidence) -> Sequence[tuple[Custody, str]]:
    """The custody log of a piece, with who wrote each line."""
    found = select(Custody, Person.name).outerjoin(Person, Person.id == Custody.by_id).where(Custody.evidence_id == piece.id)
    return [(row[0], row[1] or "") for row in session().execute(found.order_by(Custody.seq))]


def is_whole(piece: Evidence, folder: Path) -> bool:
    """Whether a piece and its custody log are what they were."""
    key = session().info["keys"].journal
    lines = [line for line, _name in custody_of(piece)]
    return first_broken(key, digest_of(key, piece), lines) is None and _content_is_whole(piece, folder)
