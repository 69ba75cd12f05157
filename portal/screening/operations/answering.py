"""A pupil's sheet: begun with a code, saved answer by answer, handed in. A flag is raised with the answer that raises it."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update

from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.journal.operations import record
from portal.screening.models import Answer, AnswerCode, Result, Sheet
from portal.screening.operations import scoring
from portal.screening.operations.flags import raise_flags
from portal.screening.queries.answering import Held, Opened, pack_for
from portal.screening.rules import WISH
from portal.screening.scoring.flags import RISK_ITEM_MISSING, is_instant
from portal.screening.scoring.key import key_of


def begin(opened: Opened, locale: str) -> Sheet:
    """The open sheet of this code: begun now, or taken up where it was left."""
    known = select(Sheet).where(Sheet.participant_id == opened.participant.id, Sheet.ordinal == opened.ordinal)
    sheet = session().scalar(known.with_for_update())
    if sheet is not None:
        return sheet
    pack = pack_for(opened.of, locale)
    if pack is None:
        raise Refused(_l("The questions are not there yet. Tell your teacher."))
    sheet = Sheet(
        participant_id=opened.participant.id, ordinal=opened.ordinal, text_pack_id=pack.id, began_at=clock.now()
    )  # fmt: skip
    session().add(sheet)
    session().flush()
    record("screening.sheet_begun", subject=sheet, child_id=opened.participant.child_id, by=None)
    return sheet


@dataclass(frozen=True)
class Saved:
    """`moved` tells that another window had changed this answer since: nothing was written. `urgent`: somebody is told now."""

    version: int
    moved: bool = False
    urgent: bool = False


def save_answer(held: Held, item: int, value: int, seen: int) -> Saved:
    """Keep one answer, and in the same transaction whatever flag it raises. `seen` is the version the window showed, 0 for none."""
    key = key_of(held.of.scale, held.of.variant)
    if item not in key.items or value not in {option.value for option in key.scale.options}:
        raise Refused(_l("Choose one of the answers."), field="answer")
    # Whoever saves second in the same moment waits here for the first.
    session().execute(select(Sheet.id).where(Sheet.id == held.sheet.id).with_for_update())
    known = session().scalar(select(Answer).where(Answer.sheet_id == held.sheet.id, Answer.item == item).with_for_update())
    if known is not None and known.version != seen and int(known.value) != value:
        return Saved(known.version, moved=True)
    version = _kept(held.sheet.id, item, value, known)
    found = [flag for flag in key.flags.raised({item: value}) if not flag.startswith(RISK_ITEM_MISSING)]
    raise_flags(held.participant, held.sheet.id, found)
    return Saved(version, urgent=any(is_instant(flag) for flag in found))


def _kept(sheet_id: int, item: int, value: int, known: Answer | None) -> int:
    if known is None:
        session().add(Answer(sheet_id=sheet_id, item=item, value=str(value), at=clock.now()))
        session().flush()
        return 1
    if int(known.value) != value:
        known.value, known.at, known.version = str(value), clock.now(), known.version + 1
        session().flush()
    return known.version


def finish(held: Held) -> Result:
    """Hand the sheet in; its code opens nothing any more."""
    session().execute(
        update(AnswerCode)
        .where(AnswerCode.participant_id == held.participant.id, AnswerCode.cancelled_at.is_(None))
        .values(cancelled_at=clock.now())
    )
    return scoring.hand_in(held.sheet, held.participant, held.of)


def wish_to_talk(held: Held) -> None:
    """The pupil would like to talk with a teacher; asked twice it stands once."""
    raise_flags(held.participant, held.sheet.id, [WISH])
