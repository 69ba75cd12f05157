"""A sheet handed in becomes a result; at the end of a round those that were begun are scored as they are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.journal.operations import record
from portal.school.queries import calendar, number
from portal.screening.kept import content_of
from portal.screening.models import Answer, Participant, Result, Round, Sheet
from portal.screening.operations.checking import looked_at
from portal.screening.operations.flags import raise_flags, talk_by
from portal.screening.operations.noticing import ask_for_talk, seen_differently
from portal.screening.rules import Doubt, doubts, talk_due
from portal.screening.scoring.key import Key, key_of
from portal.screening.scoring.result import Result as Scored
from portal.screening.scoring.result import Status
from portal.screening.scoring.sheet import score
from portal.screening.settings import days, limits

NOT_INTERPRETED = (Status.VALIDITY_FAILED, Status.REJECTED)


def hand_in(sheet: Sheet, participant: Participant, of: Round) -> Result:
    """The sheet is finished: flags of blanks, the result, and by when somebody talks with the child."""
    sheet.handed_in_at = clock.now()
    result = _keep_result(sheet, participant, of)
    record("screening.sheet_handed_in", subject=sheet, child_id=participant.child_id, by=None)
    return result


def score_what_is_left(of: Round, *, by: Viewer) -> None:
    """Sheets begun and not handed in, at the end of the round."""
    open_ones = (
        select(Sheet, Participant)
        .join(Participant, Participant.id == Sheet.participant_id)
        .where(Participant.round_id == of.id, Sheet.handed_in_at.is_(None))
    )
    for sheet, participant in session().execute(open_ones).all():
        sheet.handed_in_at = clock.now()
        _keep_result(sheet, participant, of)
        record("screening.sheet_scored", subject=sheet, child_id=participant.child_id, by=by)


def _keep_result(sheet: Sheet, participant: Participant, of: Round) -> Result:
    rows = session().execute(select(Answer.item, Answer.value, Answer.at).where(Answer.sheet_id == sheet.id)).all()
    answers = {item: int(value) for item, value, _at in rows}
    took = max((at for *_rest, at in rows), default=sheet.began_at) - sheet.began_at
    key = key_of(of.scale, of.variant)
    scored = score(key, answers)
    made = keep(participant, sheet.ordinal, scored, key, took=took, doubtful=_doubts(key, answers, took, scored))
    raise_flags(participant, sheet.id, scored.flags)
    return made


def _doubts(key: Key, answers: Mapping[int, int], took: timedelta, scored: Scored) -> list[Doubt]:
    found = doubts([answers[item] for item in sorted(answers)], len(key.scale.options), took, limits())
    if scored.status in NOT_INTERPRETED:
        found.insert(0, Doubt.VALIDITY)
    if scored.status is Status.INCOMPLETE:
        found.append(Doubt.TOO_LITTLE)
    return found


def keep(
    participant: Participant, ordinal: int, scored: Scored, key: Key, *, took: timedelta | None, doubtful: list[Doubt]
) -> Result:
    """A result of its own row, and the day of the talk it asks for; the second doubtful validity asks for one too."""
    content = content_of(scored, key, doubtful, took)
    made = Result(
        participant_id=participant.id, round_id=participant.round_id, child_id=participant.child_id, ordinal=ordinal,
        on=clock.today(), content=content, made_at=clock.now(),
        check_due=calendar().add_working_days(clock.today(), number("screening.check_days")) if doubtful else None,
    )  # fmt: skip
    looked_at(participant)
    session().add(made)
    session().flush()
    failed_again = ordinal > 1 and scored.status is Status.VALIDITY_FAILED
    due = talk_due(max(content["attention"], 2 * failed_again), clock.today(), calendar(), days())
    if due is not None:
        talk_by(participant, due)
    if seen_differently(session().get_one(Round, participant.round_id), {participant.child_id: content}):
        ask_for_talk(participant)
    return made
