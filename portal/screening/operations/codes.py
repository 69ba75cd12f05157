"""Codes for a class: fresh ones on paper, earlier ones void."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy import update

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.journal.operations import record
from portal.school.queries import setting
from portal.screening.codes import fresh_code
from portal.screening.models import AnswerCode, ConsentWord, Round
from portal.screening.queries.rounds import Asked, asked_of_class, is_open, stage
from portal.screening.rules import Stage


@dataclass(frozen=True)
class PrintedCode:
    """A slip as it goes on paper; the code is nowhere else."""

    name: str
    code: str


def print_codes(of: Round, class_id: int, *, by: Viewer) -> Sequence[PrintedCode]:
    """A code for each child of the class who may answer and has not; those of whom nobody has heard get none."""
    if not is_open(of) and stage(of) is not Stage.PLANNED:
        raise Refused(_l("No sheet can be opened now. Set days to make up first."))
    waiting = [one for one in asked_of_class(by, of.id, class_id) if may_answer(one)]
    if not waiting:
        raise Refused(_l("Nobody in this class is waiting for a code: note the consents first, or all have answered."))
    ids = [one.participant_id for one in waiting]
    session().execute(
        update(AnswerCode)
        .where(AnswerCode.participant_id.in_(ids), AnswerCode.cancelled_at.is_(None))
        .values(cancelled_at=clock.now())
    )
    printed = [(one.participant_id, PrintedCode(one.name, fresh_code())) for one in waiting]
    session().add_all(
        AnswerCode(participant_id=to, code=one.code, made_at=clock.now(), made_by_id=by.person_id) for to, one in printed
    )
    record("screening.codes_printed", subject=of, by=by)
    return [one for _to, one in printed]


def may_answer(one: Asked) -> bool:
    """Agreed (or the school asks for no agreement), and a sheet still open: the first, or a re-test."""
    if one.refused or (one.word is not ConsentWord.GIVEN and setting("screening.needs_consent")):
        return False
    return not one.answered or (one.retest_on is not None and one.retest_on <= clock.today())
