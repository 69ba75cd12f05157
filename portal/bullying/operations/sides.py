"""Changing who is in a case: withdrawing a side, keeping somebody out, a guardian's reply for the own child."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.viewer import Viewer
from portal.bullying.models.cases import LockOut, Near, Party
from portal.bullying.models.steps import ClockKind, Step, StepKind
from portal.bullying.operations.clocks import stop
from portal.bullying.operations.steps import add_step
from portal.bullying.queries.case_file import CaseFile, file_of
from portal.bullying.queries.facts import in_force
from portal.bullying.queries.sides import OwnSide
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.journal.operations import record

LONGEST_REPLY = 4000


def withdraw_party(file: CaseFile, party_id: int, why: str, *, by: Viewer) -> None:
    """A child was named by mistake; the side stays to be read, its clocks stop."""
    side = next((one for one in file.standing if one.party.id == party_id), None)
    if side is None:
        raise Refused(_l("Choose whose side it belongs to."), field="party_id")
    if not why.strip():
        raise Refused(_l("Write why."), field="reason")
    if side.main and len(file.main) == 1:
        raise Refused(_l("It is the last side of the case. Close the case with a reason instead."), field="party_id")
    if party_id in in_force(file):
        raise Refused(_l("Lift what was decided for this side first."), field="party_id")
    side.party.withdrawn_at, side.party.withdrawn_why = clock.now(), why.strip()
    add_step(file.case, StepKind.PARTY_WITHDRAWN, party=side.party, words=why.strip(), by=by)
    for kind in ClockKind:
        stop(file.case, kind, why.strip(), side.party)


def lock_out(
    file: CaseFile, near: Near, *, person_id: int | None = None, guardian_id: int | None = None, words: str = "", by: Viewer
) -> LockOut:
    """From now on the case does not exist for this person; a suspected guardian gets nothing of it."""
    if (person_id is None) == (guardian_id is None):
        raise Refused(_l("Choose one person."), field="person_id")
    if guardian_id is not None and guardian_id not in {one.id for one in file.guardians}:
        raise Refused(_l("Choose one person."), field="person_id")
    if person_id == by.person_id:
        raise Refused(_l("Whoever keeps others out cannot keep themselves out here; ask another handler."), field="person_id")
    made = LockOut(
        case_id=file.case.id,
        person_id=person_id,
        guardian_id=guardian_id,
        why=near,
        words=words or None,
        at=clock.now(),
        by_id=by.person_id,
    )
    session().add(made)
    add_step(file.case, StepKind.LOCKED_OUT, facts={"why": near.value}, words=words, subject=made, by=by)
    return made


def reply(side: OwnSide, words: str, *, by: Viewer) -> Step:
    """What a guardian says for the own child; it goes to those who handle the case, never to another family."""
    text = words.strip()[:LONGEST_REPLY]
    if not text:
        raise Refused(_l("Write what you want to say."), field="words")
    party = session().get_one(Party, side.party_id)
    step = add_step(side.case, StepKind.REPLY, party=party, words=text, by=by)
    record("bullying.reply_given", subject=step, child_id=party.child_id, by=by)
    return step


def refreshed(file: CaseFile) -> CaseFile:
    """The file again after something was added in the same request."""
    session().flush()
    return file_of(file.case)
