"""Answers about a weekend, standing arrangements, and whom the family authorises to fetch."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.children.dated import holds_on
from portal.children.kinship import relation_words
from portal.children.models import Child, Guardian
from portal.children.papers import PICTURES, paper_of
from portal.children.vault import seal
from portal.core import clock
from portal.core.calendar import DAY
from portal.core.db import session
from portal.core.errors import Refused
from portal.core.telephone import normalised
from portal.duty.friday.answers import may_replace
from portal.duty.friday.fetching import Picker, plain
from portal.duty.models.stays import Collector, StandingArrangement, StayAnswer, StaySource, StayState, WeekendStay
from portal.duty.queries.collectors import pickers
from portal.duty.queries.stays import answer_stands
from portal.journal.operations import record

LARGEST_PHOTO = 10 << 20
MOST = 12  # people a family may authorise for one child


@dataclass(frozen=True)
class Said:
    """An answer: how the weekend goes, and who fetches (a picker's key)."""

    state: StayState
    picker: str = ""


def answer_stay(child_id: int, weekend: date, said: Said, source: StaySource, *, by: Viewer) -> bool:
    """Keep one answer; False when a stronger word stands against it or nothing is new."""
    return bool(answer_stays(weekend, {child_id: said}, source, by=by))


def answer_stays(weekend: date, said: Mapping[int, Said], source: StaySource, *, by: Viewer) -> int:
    """Keep answers of several children; returns how many were new. The family's word is not overwritten by the pupils'."""
    rows = select(WeekendStay, answer_stands(weekend)).where(WeekendStay.child_id.in_(said), WeekendStay.weekend == weekend)
    known = {row.child_id: (row, stands) for row, stands in session().execute(rows)}
    near = pickers(list(said), clock.today())
    changed = 0
    for child_id, each in said.items():
        row, stands = known.get(child_id, (None, False))
        if may_replace(row.source if row and stands else None, source):
            collector_id = _collector(child_id, each, near[child_id], by)
            same = row is not None and (row.state, row.fetched_by_id, row.source) == (each.state, collector_id, source)
            if not (same and stands):
                _keep(row or WeekendStay(child_id=child_id, weekend=weekend), each.state, collector_id, source, by)
                changed += 1
    return changed


def _keep(row: WeekendStay, state: StayState, collector_id: int | None, source: StaySource, by: Viewer) -> None:
    session().add(row)
    row.state, row.fetched_by_id, row.source = state, collector_id, source
    row.answered_at, row.answered_by_id = clock.now(), by.person_id
    session().flush()
    session().add(
        StayAnswer(stay_id=row.id, state=row.state, fetched_by_id=collector_id, source=source, at=clock.now(), by_id=by.person_id)
    )
    record("duty.stay_answered", subject=row, child_id=row.child_id, by=by)


def _collector(child_id: int, said: Said, near: Sequence[Picker], by: Viewer) -> int | None:
    """The row of whoever fetches; a guardian gets one the first time. Refused for anybody who may not fetch."""
    if said.state is not StayState.FETCHED or not said.picker:
        return None
    found = next((one for one in near if one.key == said.picker), None)
    if found is None or not found.allowed:
        raise Refused(_l("This person is not among those who may fetch the child. Choose somebody else."), field="picker")
    return found.collector_id or _row_of(child_id, found, by).id


def _row_of(child_id: int, one: Picker, by: Viewer) -> Collector:
    """The row a guardian is named by on lists; made once."""
    own = (Collector.child_id == child_id, Collector.guardian_id == one.guardian_id, holds_on(Collector, clock.today()))
    known = session().scalar(select(Collector).where(*own))
    if known is not None:
        return known
    guardian = session().get_one(Guardian, one.guardian_id)
    made = Collector(
        child_id=child_id, guardian_id=guardian.id, name=guardian.name, relation=str(relation_words(guardian.relation)),
        from_day=clock.today(), recorded_at=clock.now(), recorded_by_id=by.person_id,
    )  # fmt: skip
    session().add(made)
    session().flush()
    return made


def arrange(child: Child, said: Said, *, by: Viewer) -> None:
    """How the child's weekends go unless somebody says otherwise; an earlier arrangement ends."""
    today = clock.today()
    collector_id = _collector(child.id, said, pickers([child.id], today)[child.id], by)
    for earlier in session().scalars(
        select(StandingArrangement).where(StandingArrangement.child_id == child.id, holds_on(StandingArrangement, today))
    ):
        earlier.until_day = today - DAY
    session().flush()
    made = StandingArrangement(
        child_id=child.id, state=said.state, collector_id=collector_id, from_day=today,
        recorded_at=clock.now(), recorded_by_id=by.person_id,
    )  # fmt: skip
    session().add(made)
    session().flush()
    record("duty.arranged", subject=made, child_id=child.id, by=by)


def authorise(child: Child, name: str, relation: str, telephone: str, photo: bytes, folder: Path, *, by: Viewer) -> Collector:
    """Somebody the family lets fetch the child, from today on. Whoever an order keeps away is refused, under any name."""
    near = pickers([child.id], clock.today())[child.id]
    if any(one.barred and plain(one.name) == plain(name) for one in near):
        raise Refused(_l("This person cannot be entered here. Ask the school."), field="name")
    if len(near) >= MOST:
        raise Refused(_l("There are many people already; end one who no longer comes."), field="name")
    if telephone and normalised(telephone) is None:
        raise Refused(_l("This is no telephone number. A mobile has 11 digits, a landline its area code."), field="telephone")
    made = Collector(
        child_id=child.id, name=name, relation=relation, telephone=normalised(telephone) if telephone else None,
        from_day=clock.today(), recorded_at=clock.now(), recorded_by_id=by.person_id,
    )  # fmt: skip
    _photograph(made, photo, folder)
    session().add(made)
    session().flush()
    record("duty.collector_added", subject=made, child_id=child.id, by=by)
    return made


def _photograph(made: Collector, photo: bytes, folder: Path) -> None:
    if not photo:
        return
    if len(photo) > LARGEST_PHOTO:
        raise Refused(_l("The photo is larger than 10 MB. Take it again at normal size."), field="photo")
    try:
        paper = paper_of(photo)
    except Refused as refusal:
        raise Refused(refusal.reason, field="photo") from refusal
    if paper.media_type not in PICTURES:
        raise Refused(_l("Only a picture can be kept here."), field="photo")
    made.photo_kind, made.photo_digest = paper.media_type, hashlib.sha256(paper.content).hexdigest()
    made.photo_stored_as = seal(folder, paper.content)


def end_collector(one: Collector, *, by: Viewer) -> None:
    """They no longer fetch the child, from today on."""
    if one.until_day is None:
        one.until_day = clock.today() - DAY
        session().flush()
        record("duty.collector_ended", subject=one, child_id=one.child_id, by=by)
