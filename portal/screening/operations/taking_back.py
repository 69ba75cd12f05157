"""An import of results is taken back as a whole, or not at all: results, flags, words of the platform and talks nobody held yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.journal.operations import record
from portal.screening.importing.planning import Kind
from portal.screening.models import (
    Consent,
    ConsentWay,
    Flag,
    ImportStep,
    Interview,
    Participant,
    Result,
    Round,
    ScreeningImport,
    TalkDue,
)

FOR = timedelta(days=30)


def may_take_back(found: ScreeningImport) -> bool:
    """Taken in, and not longer than 30 days ago."""
    return found.step is ImportStep.TAKEN_IN and found.taken_in_at is not None and clock.now() - found.taken_in_at <= FOR


def take_back(found: ScreeningImport, *, by: Viewer) -> None:
    """Everything stands as before the file came. Refused once somebody talked with a child, or another file came after it."""
    if not may_take_back(found):
        raise Refused(_l("This file is not in the results any more, or it came more than 30 days ago."))
    _require_untouched(found)
    try:
        with session().begin_nested():
            _restore(found)
    except IntegrityError as referred:
        raise Refused(_l("A guardian's word, a talk or another file belongs to this round by now. The file stays.")) from referred
    found.step, found.plan = ImportStep.TAKEN_BACK, []
    session().flush()
    record("screening.file_taken_back", subject=found, by=by)


def _require_untouched(found: ScreeningImport) -> None:
    later = select(func.count()).where(
        ScreeningImport.round_id == found.round_id, ScreeningImport.id > found.id, ScreeningImport.step == ImportStep.TAKEN_IN
    )
    if session().scalar(later):
        raise Refused(_l("Another file came into this round after it. Take that one back first."))
    talked = (
        select(func.count())
        .select_from(Interview)
        .join(Participant, Participant.id == Interview.participant_id)
        .where(Participant.round_id == found.round_id, Interview.at >= found.taken_in_at)
    )
    if session().scalar(talked):
        raise Refused(_l("Somebody talked with a child about these results since. The file stays."))


def _restore(found: ScreeningImport) -> None:
    _results(found, [one for one in found.plan if one["kind"] in (Kind.NEW, Kind.CHANGED)])
    mine = select(Participant.id).where(Participant.round_id == found.round_id)
    of_platform = (Consent.way == ConsentWay.PLATFORM, Consent.at >= found.taken_in_at)
    session().execute(delete(Consent).where(Consent.participant_id.in_(mine), *of_platform))
    of_file = (Flag.sheet_id.is_(None), Flag.raised_at >= found.taken_in_at)
    session().execute(delete(Flag).where(Flag.participant_id.in_(mine), *of_file))
    session().execute(
        delete(TalkDue).where(
            TalkDue.round_id == found.round_id, TalkDue.made_at >= found.taken_in_at, TalkDue.settled_at.is_(None)
        )
    )
    of = session().get_one(Round, found.round_id)
    if found.taken_in_at is not None and of.made_at >= found.taken_in_at:  # the round came with this very file
        over = (ImportStep.DROPPED, ImportStep.TAKEN_BACK)
        session().execute(
            update(ScreeningImport).where(ScreeningImport.round_id == of.id, ScreeningImport.step.in_(over)).values(round_id=None)
        )
        found.round_id = None
        session().flush()
        session().execute(delete(Participant).where(Participant.round_id == of.id))
        session().delete(of)
        session().flush()


def _results(found: ScreeningImport, entries: Sequence[Mapping[str, Any]]) -> None:
    new = [one["child_id"] for one in entries if one["kind"] == Kind.NEW]
    at = (Result.round_id == found.round_id, Result.ordinal == 1)
    for place in range(0, len(new), 500):
        session().execute(delete(Result).where(*at, Result.child_id.in_(new[place : place + 500])))
    for one in (one for one in entries if one["kind"] == Kind.CHANGED):
        values = {"content": one["before"], "on": date.fromisoformat(one["before_on"])}
        session().execute(update(Result).where(*at, Result.child_id == one["child_id"]).values(**values))
