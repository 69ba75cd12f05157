"""Taking in what somebody tells: once, with its pictures painted anew; an anonymous one leaves no trace of who or when."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.permissions import Role
from portal.access.viewer import Viewer
from portal.bullying.codes import normal_code
from portal.bullying.models.reports import BullyingReport, Channel, ReportPicture, Safety
from portal.children.papers import PICTURES, Paper, paper_of
from portal.children.vault import seal
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.journal.operations import record

MOST_PICTURES = 3
LARGEST_PICTURE = 10 << 20


@dataclass(frozen=True)
class Told:
    """What was told; `account` holds the texts and the kinds, `code` what whoever told it comes back with."""

    channel: Channel
    safety: Safety
    account: Mapping[str, Any]
    pictures: Sequence[bytes] = ()
    kept_from: Role | None = None
    code: str = ""


def take_report(told: Told, folder: Path, *, by: Viewer) -> BullyingReport:
    """Keep a report by somebody with a name; a code, when there is one, is for the pupil it was told by."""
    report = _keep(told, folder)
    report.received_at, report.reporter_id = clock.now(), by.person_id
    session().flush()
    record("bullying.report_received", subject=report, by=by)
    return report


def take_anonymous(told: Told, folder: Path) -> BullyingReport:
    """Keep a report without a name; the same code tells once.

    Nothing is journaled: the moment and the network of a row beside it would point to a device. The first reading is.
    """
    known = session().scalar(select(BullyingReport).where(BullyingReport.tracking == told.code))
    return known or _keep(told, folder)


def _keep(told: Told, folder: Path) -> BullyingReport:
    code = normal_code(told.code)
    if told.channel is Channel.ANONYMOUS and not code:
        raise Refused(_l("The form lost its code. Open the page again; copy what you wrote first."))
    pictures = _painted(told.pictures)
    report = BullyingReport(
        channel=told.channel,
        received_on=clock.today(),
        tracking=code or None,
        kept_from=told.kept_from,
        safety=told.safety,
        account={key: value for key, value in told.account.items() if value},
    )
    session().add(report)
    session().flush()
    session().add_all(_sealed(report, paper, folder) for paper in pictures)
    return report


def _painted(pictures: Sequence[bytes]) -> Sequence[Paper]:
    """Pictures only: other files carry names and devices that cannot be taken out for certain."""
    if len(pictures) > MOST_PICTURES:
        raise Refused(_l("Send at most three pictures."), field="pictures")
    if any(len(picture) > LARGEST_PICTURE for picture in pictures):
        raise Refused(_l("A picture is larger than 10 MB. Take it again at normal size."), field="pictures")
    return [_paper(picture) for picture in pictures]


def _paper(picture: bytes) -> Paper:
    try:
        paper = paper_of(picture)
    except Refused as refusal:
        raise Refused(refusal.reason, field="pictures") from refusal
    if paper.media_type not in PICTURES:
        raise Refused(_l("Only a picture can be kept here."), field="pictures")
    return paper


def _sealed(report: BullyingReport, paper: Paper, folder: Path) -> ReportPicture:
    return ReportPicture(
        report_id=report.id,
        media_type=paper.media_type,
        stored_as=seal(folder, paper.content),
        digest=hashlib.sha256(paper.content).hexdigest(),
    )
