"""Taking in evidence with its digest, opening it, handing it on: each a line of its custody log."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.bullying.models.evidence import Custody, CustodyAct, Evidence, EvidenceKind
from portal.bullying.models.steps import StepKind
from portal.bullying.operations.steps import add_step
from portal.bullying.queries.case_file import CaseFile
from portal.bullying.rules.integrity import digest_of, link
from portal.children.papers import Paper, paper_of
from portal.children.vault import seal, unseal
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.journal.operations import record
from portal.school.queries import number


@dataclass(frozen=True)
class Piece:
    """What comes in: a statement in words, a file, or a thing that lies somewhere."""

    kind: EvidenceKind
    title: str
    text: str = ""
    beside: str = ""
    original: str = ""
    content: bytes = b""
    party_id: int | None = None


def take_in(file: CaseFile, piece: Piece, folder: Path, *, by: Viewer) -> Evidence:
    """Keep a piece; its digest is taken now, its file is sealed, and the custody log begins."""
    case = file.case
    side = next((one for one in file.standing if one.party.id == piece.party_id), None)
    _check(piece, has_side=side is not None)
    paper = _paper(piece.content) if piece.kind is EvidenceKind.FILE else None
    kept = paper.content if paper else (piece.text or piece.title).encode()
    evidence = Evidence(
        case_id=case.id,
        place=len(file.evidence) + 1,
        party_id=side.party.id if side else None,
        kind=piece.kind,
        title=piece.title,
        text=piece.text or None,
        beside=piece.beside or None,
        original=piece.original or None,
        media_type=paper.media_type if paper else None,
        stored_as=seal(folder, paper.content) if paper else None,
        digest=hashlib.sha256(kept).hexdigest(),
        taken_at=clock.now(),
        taken_by_id=by.person_id,
    )
    session().add(evidence)
    party = side.party if side else None
    add_step(case, StepKind.EVIDENCE_TAKEN, party=party, facts={"kind": piece.kind.value}, subject=evidence, by=by)
    note(evidence, CustodyAct.TAKEN, "", by=by)
    record("bullying.evidence_taken", subject=evidence, child_id=party.child_id if party else None, by=by)
    return evidence


def _check(piece: Piece, *, has_side: bool) -> None:
    if piece.kind is EvidenceKind.STATEMENT:
        if not has_side:
            raise Refused(_l("A statement belongs to the side of who said it."), field="party_id")
        if not piece.text.strip():
            raise Refused(_l("Write what was said, in their words."), field="text")
    if piece.kind is EvidenceKind.OBJECT and not piece.original.strip():
        raise Refused(_l("Write where the original lies."), field="original")


def _paper(content: bytes) -> Paper:
    most = number("children.attachment_megabytes") << 20
    if len(content) > most:
        raise Refused(_l("The file is larger than %(most)s MB.", most=most >> 20), field="file")
    return paper_of(content)


def note(evidence: Evidence, act: CustodyAct, words: str, *, by: Viewer) -> Custody:
    """A line more in the custody log, sealed to the line before."""
    key = session().info["keys"].journal
    session().flush()
    last = (
        session().scalars(select(Custody).where(Custody.evidence_id == evidence.id).order_by(Custody.seq.desc()).limit(1)).first()
    )
    line = Custody(
        evidence_id=evidence.id,
        seq=last.seq + 1 if last else 1,
        act=act,
        words=words or None,
        at=clock.now(),
        by_id=by.person_id,
    )
    line.digest = link(key, last.digest if last else digest_of(key, evidence), line)
    session().add(line)
    session().flush()
    return line


def open_piece(evidence: Evidence, folder: Path, *, by: Viewer) -> bytes:
    """The bytes of a file; opening it is a line of its custody log and of the journal."""
    content = unseal(folder, evidence.stored_as or "", evidence.digest)
    note(evidence, CustodyAct.OPENED, "", by=by)
    record("bullying.evidence_opened", subject=evidence, by=by)
    return content


def hand_on(evidence: Evidence, act: CustodyAct, words: str, *, by: Viewer) -> None:
    """The original was handed to somebody, or came back."""
    if act not in (CustodyAct.HANDED, CustodyAct.RETURNED):
        raise Refused(_l("Choose what was done with it."), field="act")
    if not words.strip():
        raise Refused(_l("Write to whom, or from whom."), field="words")
    note(evidence, act, words.strip(), by=by)
    record("bullying.evidence_handed", subject=evidence, by=by)
