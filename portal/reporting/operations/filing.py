"""Filing a report and everything that follows; steps are only added, each with the digest of the bundle at that moment."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from portal.access.permissions import Role
from portal.access.viewer import Viewer
from portal.children.models import Child, Enrolment
from portal.children.papers import paper_of
from portal.children.vault import seal
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound, Refused
from portal.journal.operations import record
from portal.reporting.bundles import content_of, step_content
from portal.reporting.models import (
    GuardianCleared,
    Knowing,
    MandatoryReport,
    PoliceRequest,
    ReportFile,
    ReportStep,
    StepKind,
    Suspect,
)
from portal.reporting.queries.reports import candidates, family_of, files_of, steps_of
from portal.reporting.rules import bundle_digest, refusal

LARGEST_FILE = 20 << 20
NEEDS_OFFICE = frozenset({StepKind.POLICE, StepKind.BUREAU, StepKind.CIVIL, StepKind.WOMEN})
NEEDS_WORDS = frozenset({StepKind.FEEDBACK, StepKind.NOTE, StepKind.PROTECTED})


@dataclass(frozen=True)
class Found:
    """What somebody found: when, the sheet as it was filled in, whether a guardian is suspected, who must not read it."""

    found_at: datetime
    sheet: Mapping[str, Any]
    suspect: Suspect
    class_id: int | None = None
    kept_from: Role | None = None


@dataclass(frozen=True)
class Done:
    """A step as it was written down."""

    kind: StepKind
    at: datetime
    office: str = ""
    officer: str = ""
    receipt: str = ""
    words: str = ""


def file_report(found: Found, *, by: Viewer) -> MandatoryReport:
    """Keep a report. Nobody's leave is asked, and nobody is told but those who have to act.

    Entries of the journal name the report and never the child: a family may read who looked at its child's file.
    """
    if found.found_at > clock.now():
        raise Refused(_l("The moment lies in the future."), field="found_at")
    report = MandatoryReport(
        number=_next_number(),
        found_at=found.found_at,
        filed_at=clock.now(),
        found_by_id=by.person_id,
        child_id=_only_child(found),
        suspect=found.suspect,
        kept_from=found.kept_from,
        sheet={key: value for key, value in found.sheet.items() if value},
    )
    session().add(report)
    record("reporting.filed", subject=report, by=by)
    session().flush()
    return report


def _next_number() -> str:
    """2026-003: the year and a running number."""
    year = clock.today().year
    count = session().scalar(select(func.count()).where(MandatoryReport.number.like(f"{year}-%"))) or 0
    return f"{year}-{count + 1:03d}"


def _only_child(found: Found) -> int | None:
    """The file the name belongs to, when there is exactly one; the finder is not told."""
    named = select(Child.id).where(Child.name == found.sheet.get("child", ""), Child.enrolment != Enrolment.MERGED)
    if found.class_id:
        named = named.where(Child.class_id == found.class_id)
    ids = session().scalars(named).all()
    return ids[0] if len(ids) == 1 else None


def add_step(report: MandatoryReport, done: Done, *, by: Viewer) -> ReportStep:
    """Write a step; the police come first, and nothing closes before they know."""
    before = steps_of(report.id)
    _check(report, done, {step.kind for step in before})
    body = {key: getattr(done, key) for key in ("office", "officer", "receipt", "words") if getattr(done, key)}
    body["files"] = [file.digest for file in files_of(report.id)]
    content = [step_content(step.kind, step.at, step.body, step.by_id) for step in before]
    content.append(step_content(done.kind, done.at, body, by.person_id))
    row = ReportStep(
        report_id=report.id,
        kind=done.kind,
        at=done.at,
        body=body,
        digest=bundle_digest(content_of(report), content),
        recorded_at=clock.now(),
        by_id=by.person_id,
    )
    session().add(row)
    record("reporting.step_added", subject=report, by=by)
    return row


def _check(report: MandatoryReport, done: Done, kinds: set[StepKind]) -> None:
    if done.at > clock.now():
        raise Refused(_l("The moment lies in the future."), field="at")
    if done.at < report.found_at:
        raise Refused(_l("This lies before the moment it was found."), field="at")
    if done.kind in NEEDS_OFFICE and not done.office:
        raise Refused(_l("Write which office was told."), field="office")
    if done.kind is StepKind.RECEIPT and not done.receipt:
        raise Refused(_l("Write the number of the receipt."), field="receipt")
    if done.kind in NEEDS_WORDS and not done.words:
        raise Refused(_l("Write what was said or done."), field="words")
    reason = refusal(done.kind, kinds, done.words)
    if reason is not None:
        raise Refused(reason, field="words" if done.kind is StepKind.CLOSED else None)


def add_file(report: MandatoryReport, title: str, content: bytes, folder: Path, *, by: Viewer) -> ReportFile:
    """Keep a paper or photo with the report, sealed; the next step's digest covers it."""
    if len(content) > LARGEST_FILE:
        raise Refused(_l("The file is larger than 20 MB."), field="file")
    paper = paper_of(content)
    kept = ReportFile(
        report_id=report.id,
        title=title,
        media_type=paper.media_type,
        stored_as=seal(folder, paper.content),
        digest=hashlib.sha256(paper.content).hexdigest(),
        at=clock.now(),
        by_id=by.person_id,
    )
    session().add(kept)
    record("reporting.file_added", subject=report, by=by)
    return kept


def add_knowing(report: MandatoryReport, who: str, why: str, *, by: Viewer) -> None:
    """Put somebody on the list of those who know."""
    session().add(Knowing(report_id=report.id, who=who, why=why, at=clock.now(), by_id=by.person_id))
    record("reporting.knowing_added", subject=report, by=by)


def add_request(report: MandatoryReport, words: str, *, by: Viewer) -> None:
    """Write down what the police asked for."""
    session().add(PoliceRequest(report_id=report.id, words=words, at=clock.now(), by_id=by.person_id))
    record("reporting.request_added", subject=report, by=by)


def hand_over(report: MandatoryReport, request_id: int, words: str, *, by: Viewer) -> None:
    """Write down what was handed to the police; once."""
    asked = select(PoliceRequest).where(PoliceRequest.id == request_id, PoliceRequest.report_id == report.id)
    found = session().scalar(asked)
    if found is None or found.handed_at is not None:
        raise NotFound
    found.handed_at, found.handed_words, found.handed_by_id = clock.now(), words, by.person_id
    record("reporting.request_met", subject=report, by=by)


def name_child(report: MandatoryReport, child_id: int, *, by: Viewer) -> None:
    """Say whose file the report belongs to, among the children of that name."""
    if child_id not in {id_ for id_, _name, _class in candidates(report)}:
        raise Refused(_l("Choose one of the files with this name."), field="child_id")
    report.child_id = child_id
    record("reporting.child_named", subject=report, by=by)


def clear_guardian(report: MandatoryReport, guardian_id: int, reason: str, *, by: Viewer) -> None:
    """Let one of the family hear of it, because the police agreed."""
    kin: Sequence[int] = [one.id for one in family_of(report) if not one.cleared]
    if guardian_id not in kin:
        raise NotFound
    cleared = GuardianCleared(report_id=report.id, guardian_id=guardian_id, reason=reason, at=clock.now(), by_id=by.person_id)
    session().add(cleared)
    record("reporting.guardian_cleared", subject=report, by=by)
