"""Whether anything of a case was touched behind the portal's back: steps, what they speak of, custody logs, sealed files."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
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
from portal.bullying.models.seals import Seal
from portal.bullying.models.steps import Step, StepKind
from portal.bullying.queries.derived import contradictions
from portal.bullying.queries.sealed import digests_of
from portal.bullying.rules.integrity import digest_of, first_broken
from portal.bullying.rules.joining import joined
from portal.children.models import Child
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
STEP_ADDED, FIRST_SEALED = "bullying.step_added", "bullying.case_sealed"
#: What the rows of each sealed table are.
WHAT: Mapping[str, Words] = {
    "bullying_case": _l("the case itself"),
    "bullying_party": _l("sides"),
    "bullying_lock_out": _l("who is kept out"),
    "bullying_step": _l("steps"),
    "bullying_clock": _l("clocks"),
    "bullying_member": _l("members"),
    "bullying_meeting": _l("meetings of the committee"),
    "bullying_vote": _l("votes"),
    "bullying_finding": _l("findings"),
    "bullying_measure": _l("measures"),
    "bullying_evidence": _l("evidence"),
    "bullying_custody": _l("custody log"),
    "bullying_letter": _l("letters"),
    "bullying_service": _l("proofs of service"),
}


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
        told = (*_steps(case, key, steps), *contradictions(case, steps), *_subjects(key, steps))
        found = [*told, *_evidence(case, key, folder), *_rows(case)]
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
        rows = session().scalars(select(table).where(table.id.in_([step.subject_id for step in named]))).all()
        known = {row.id: digests for row, digests in zip(rows, _digests(key, rows), strict=True)}
        for step in named:
            if step.subject_digest not in known.get(step.subject_id or 0, ()):
                yield _l("What step %(number)s speaks of was changed.", number=step.seq)


def _digests(key: bytes, rows: Sequence[Any]) -> Iterator[Collection[str]]:
    """The digest of each row; of a child whose files were joined since, also as the row was with the file that ended."""
    child_ids = {row.child_id for row in rows if getattr(row, "child_id", None)}
    joined_files = select(Child.id, Child.merged_into_id).where(Child.merged_into_id.in_(child_ids))
    former = session().execute(joined_files).all() if child_ids else []
    for row in rows:
        before = [id_ for id_, into in former if into == getattr(row, "child_id", None)]
        yield {digest_of(key, row), *(digest_of(key, row, child_id=id_) for id_ in before)}


def _rows(case: BullyingCase) -> Iterator[Words]:
    """The rows as they were at the last commit; a case of before the seals has none until it is written again."""
    seal = session().get(Seal, case.id)
    if seal is None:
        once = select(JournalRow.seq).where(JournalRow.event == FIRST_SEALED, JournalRow.subject_id == case.id)
        if session().scalar(once.limit(1)) is not None:
            yield _l("The seal of the case is gone.")
        return
    standing = digests_of(case)
    changed = [name for name, words in WHAT.items() if standing[name] != seal.digests.get(name)]
    if changed:
        yield _l("Changed, put in or taken away: %(what)s.", what=joined([str(WHAT[name]) for name in changed]))


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
