"""Recording a visit once, with its signature; withdrawing it; follow-ups and their being done."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.children.papers import PICTURES, Paper, paper_of
from portal.children.vault import seal
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound, Refused
from portal.journal.operations import record
from portal.visits.models import FollowUp, FollowUpDone, HomeVisit, Signed, Visitor, VisitWithdrawal
from portal.visits.operations.comparing import compare, same_day
from portal.visits.operations.written import Written
from portal.visits.queries.visits import colleagues

DRAWN = "data:image/png;base64,"
LARGEST_DRAWING = 400_000  # characters; a signature has a tenth of it
LARGEST_PHOTO = 10 << 20


@dataclass(frozen=True)
class ToDo:
    """What has to follow, by whom, by when."""

    words: str
    owner_id: int
    due: date


@dataclass(frozen=True)
class _Signature:
    """How the family signed, and the picture of it."""

    signed: Signed
    paper: Paper | None = field(default=None)


def record_visit(child: Child, written: Written, folder: Path, *, to_do: ToDo | None = None, by: Viewer) -> HomeVisit:
    """Keep a visit; the same client id makes the same record once."""
    known = session().scalar(select(HomeVisit).where(HomeVisit.client_id == written.client_id))
    if known is not None:
        if (known.child_id, known.recorded_by_id) != (child.id, by.person_id):
            raise Refused(_l("This form was used before. Open a new one."))
        compare(known, written)
        return known
    if not written.alone:
        same_day(child, written)
    if written.day > clock.today():
        raise Refused(_l("The visit cannot lie in the future."), field="day")
    visit = _visit(child, written, _signature(written), folder, by)
    session().add(visit)
    session().flush()
    went = {by.person_id} | ({written.second_id} if written.second_id else set())
    _check_colleagues(went - {by.person_id}, "second", by)
    session().add_all(Visitor(visit_id=visit.id, person_id=person_id) for person_id in sorted(went))
    record("visits.recorded", subject=visit, child_id=child.id, by=by)
    if to_do is not None:
        add_follow_up(visit, to_do, by=by)
    return visit


def _visit(child: Child, written: Written, signature: _Signature, folder: Path, by: Viewer) -> HomeVisit:
    visit = HomeVisit(
        client_id=written.client_id,
        child_id=child.id,
        day=written.day,
        mode=written.mode,
        form={**{key: text for key, text in written.texts.items() if text}, "hazards": list(written.hazards)},
        signed=signature.signed,
        recorded_at=clock.now(),
        recorded_by_id=by.person_id,
    )
    if signature.paper is not None:
        visit.signature_kind = signature.paper.media_type
        visit.signature_digest = hashlib.sha256(signature.paper.content).hexdigest()
        visit.signature_stored_as = seal(folder, signature.paper.content)
    return visit


def _signature(written: Written) -> _Signature:
    """The drawing first, then the photo, else what was said; pictures are painted anew."""
    if written.drawing:
        return _Signature(Signed.DRAWN, _picture(_bytes_of(written.drawing), "signature"))
    if written.photo:
        if len(written.photo) > LARGEST_PHOTO:
            raise Refused(_l("The photo is larger than 10 MB. Take it again at normal size."), field="photo")
        return _Signature(Signed.PHOTO, _picture(written.photo, "photo"))
    return _Signature(written.signed)


def _bytes_of(drawing: str) -> bytes:
    if not drawing.startswith(DRAWN) or len(drawing) > LARGEST_DRAWING:
        raise Refused(_l("The signature did not arrive whole. Draw it again."), field="signature")
    try:
        return base64.b64decode(drawing.removeprefix(DRAWN), validate=True)
    except binascii.Error as broken:
        raise Refused(_l("The signature did not arrive whole. Draw it again."), field="signature") from broken


def _picture(content: bytes, name: str) -> Paper:
    try:
        paper = paper_of(content)
    except Refused as refusal:
        raise Refused(refusal.reason, field=name) from refusal
    if paper.media_type not in PICTURES:
        raise Refused(_l("Only a picture can be kept here."), field=name)
    return paper


def _check_colleagues(person_ids: set[int], name: str, by: Viewer) -> None:
    if person_ids - {person_id for person_id, _ in colleagues(by)}:
        raise Refused(_l("Choose somebody with a post at school."), field=name)


def withdraw_visit(visit: HomeVisit, reason: str, *, by: Viewer) -> None:
    """It was recorded by mistake; only who wrote it takes it back."""
    if visit.recorded_by_id != by.person_id:
        raise Refused(_l("Only who wrote it can withdraw it."), field="reason")
    session().add(VisitWithdrawal(visit_id=visit.id, reason=reason, at=clock.now(), by_id=by.person_id))
    session().flush()
    record("visits.withdrawn", subject=visit, child_id=visit.child_id, by=by)


def add_follow_up(visit: HomeVisit, to_do: ToDo, *, by: Viewer) -> FollowUp:
    """Something to be done after a visit; it stands on its owner's desk until it is done."""
    if to_do.due < visit.day:
        raise Refused(_l("The day lies before the visit."), field="follow_due")
    _check_colleagues({to_do.owner_id} - {by.person_id}, "follow_owner", by)
    made = FollowUp(
        visit_id=visit.id,
        child_id=visit.child_id,
        words=to_do.words,
        owner_id=to_do.owner_id,
        due=to_do.due,
        made_at=clock.now(),
        made_by_id=by.person_id,
    )
    session().add(made)
    session().flush()
    record("visits.follow_up_made", subject=made, child_id=visit.child_id, by=by)
    return made


def finish(visit: HomeVisit, follow_up_id: int, words: str, *, by: Viewer) -> None:
    """It is done, once; who reaches the child may say so."""
    follow_up = session().scalar(select(FollowUp).where(FollowUp.id == follow_up_id, FollowUp.visit_id == visit.id))
    if follow_up is None:
        raise NotFound
    if session().scalar(select(FollowUpDone.id).where(FollowUpDone.follow_up_id == follow_up.id)) is not None:
        return
    done = FollowUpDone(follow_up_id=follow_up.id, words=words or None, at=clock.now(), by_id=by.person_id)
    session().add(done)
    session().flush()
    record("visits.follow_up_done", subject=follow_up, child_id=visit.child_id, by=by)
