"""Writing a step of the procedure: checked against its rule, sealed, its clocks met or begun."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Role as Post
from portal.access.viewer import Viewer
from portal.bullying.models.cases import Role
from portal.bullying.models.letters import Manner
from portal.bullying.models.steps import ClockKind, Step, StepKind
from portal.bullying.operations.clocks import meet, running, start, stop
from portal.bullying.operations.moving import extend
from portal.bullying.operations.steps import add_step
from portal.bullying.queries.case_file import CaseFile, Side
from portal.bullying.queries.facts import still_asked
from portal.bullying.rules.steps import STEPS, Field, StepRule, Whose, writable
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.school.queries import setting

EXTENSION = 10
EARLIEST = 366  # days before the case was opened; what is older is a slip of the pen


@dataclass(frozen=True)
class Written:
    """A step as somebody wrote it; `facts` by the names of the fields."""

    kind: StepKind
    words: str = ""
    party_id: int | None = None
    happened_at: datetime | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


def record_step(file: CaseFile, written: Written, *, by: Viewer) -> Step:
    """Keep a step; Refused when its side, its words or its time do not fit its kind."""
    case, kind = file.case, written.kind
    if not writable(kind, case.state):
        raise Refused(_l("This cannot be written while the case stands where it does."))
    rule = STEPS[kind]
    side = _side(file, rule, written.party_id)
    if rule.words_needed and not written.words.strip():
        raise Refused(_l("Write it in a sentence."), field="words")
    at = _moment(file, written.happened_at)
    CHECKS.get(kind, _nothing)(file, side, written, by)
    facts = {name.value: written.facts.get(name.value, "") for name in rule.fields if name is not Field.WHEN}
    party = side.party if side else None
    step = add_step(case, kind, party=party, words=written.words.strip(), facts=facts, happened_at=at, by=by)
    if rule.meets is not None:
        meet(step, case, rule.meets, party, first=kind is StepKind.FOLLOWED_UP)
    AFTER.get(kind, _no_effect)(file, side, step)
    session().flush()
    return step


def _side(file: CaseFile, rule: StepRule, party_id: int | None) -> Side | None:
    side = next((one for one in file.standing if one.party.id == party_id), None)
    if rule.whose is Whose.NOBODY or (rule.whose is Whose.MAYBE and side is None):
        return None
    if side is None:
        raise Refused(_l("Choose whose side it belongs to."), field="party_id")
    if rule.whose is Whose.MAIN and not side.main:
        raise Refused(_l("Only for those it happened to or who are said to have done it."), field="party_id")
    if rule.whose is Whose.ACCUSED and side.party.role is not Role.AGGRESSOR:
        raise Refused(_l("Only for who is said to have done it."), field="party_id")
    return side


def _moment(file: CaseFile, happened_at: datetime | None) -> datetime:
    at = happened_at or clock.now()
    if at > clock.now():
        raise Refused(_l("The moment lies in the future."), field="happened_at")
    if (file.case.known_at - at).days > EARLIEST:
        raise Refused(_l("The moment lies long before the case. Look at the year."), field="happened_at")
    return at


Check = Callable[[CaseFile, Side | None, Written, Viewer], None]
After = Callable[[CaseFile, Side | None, Step], None]


def _nothing(file: CaseFile, side: Side | None, written: Written, by: Viewer) -> None:
    """No further rule."""


def _no_effect(file: CaseFile, side: Side | None, step: Step) -> None:
    """Nothing follows of itself."""


def _receiver(file: CaseFile, side: Side | None, written: Written, by: Viewer) -> None:
    """A suspected guardian is never told (invariant 6); withholding is only for them."""
    check_receiver(file, side, written.facts.get("receiver", ""), written.facts.get("manner", ""))


def check_receiver(file: CaseFile, side: Side | None, receiver: str, manner: str) -> None:
    """Refused when what is meant for a side would reach a guardian who is suspected."""
    child_id = side.party.child_id if side else None
    suspected = {one.name for one in file.guardians if one.child_id == child_id and one.id in file.suspected}
    if manner == Manner.WITHHELD.value:
        if not suspected:
            raise Refused(_l("Withholding is only for a guardian who is suspected."), field="manner")
        return
    if not receiver.strip():
        raise Refused(_l("Write who received it."), field="receiver")
    if any(name in receiver for name in suspected):
        raise Refused(_l("This guardian is suspected in the case and must not be told."), field="receiver")


def _extension(file: CaseFile, side: Side | None, written: Written, by: Viewer) -> None:
    if not setting("bullying.extension"):
        raise Refused(_l("The ten days are not extended here; a setting of the school could allow it once."))
    if Post.PRINCIPAL not in by.roles:
        raise Refused(_l("Only the principal extends an investigation."))
    if file.of(StepKind.EXTENDED):
        raise Refused(_l("It was extended once already."))


def _appeal_in_time(file: CaseFile, side: Side | None, written: Written, by: Viewer) -> None:
    _receiver(file, side, written, by)
    windows = running(file.case, ClockKind.APPEAL, side.party if side else None)
    day = clock.local(written.happened_at or clock.now()).date()
    if not windows or windows[-1].due < day:
        raise Refused(_l("The time to appeal to the school is over. The county may still review."), field="happened_at")


def _answer(file: CaseFile, side: Side | None, written: Written, by: Viewer) -> None:
    if written.facts.get("answer") not in ("upheld", "changed", "revoked"):
        raise Refused(_l("Choose how it was decided."), field="answer")


def _class_change(file: CaseFile, side: Side | None, written: Written, by: Viewer) -> None:
    if side is None or side.letter not in still_asked(file, StepKind.CLASS_CHANGE_ASKED, StepKind.CLASS_CHANGE_DECIDED):
        raise Refused(_l("The family of this side has not asked for another class."), field="party_id")
    if written.facts.get("granted") not in ("yes", "no"):
        raise Refused(_l("Choose how it was decided."), field="granted")


def _receipt(file: CaseFile, side: Side | None, written: Written, by: Viewer) -> None:
    if not written.facts.get("receiver", "").strip():
        raise Refused(_l("Write which office received it."), field="receiver")


CHECKS: Mapping[StepKind, Check] = {
    StepKind.GUARDIAN_TOLD: _receiver,
    StepKind.APPEAL_WAIVED: _receiver,
    StepKind.APPEAL_RECEIVED: _appeal_in_time,
    StepKind.APPEAL_DECIDED: _answer,
    StepKind.REVIEW_DECIDED: _answer,
    StepKind.CLASS_CHANGE_DECIDED: _class_change,
    StepKind.POLICE_REPORTED: _receipt,
    StepKind.BUREAU_REPORTED: _receipt,
    StepKind.OTHER_SCHOOL_TOLD: _receipt,
    StepKind.JOINT_INVESTIGATION: _receipt,
    StepKind.EXTENDED: _extension,
}


def _serious(file: CaseFile, side: Side | None, step: Step) -> None:
    start_serious(file, step)


def start_serious(file: CaseFile, step: Step) -> None:
    """Police and bureau are told of a serious case; each clock begins once."""
    told = {ClockKind.REPORT_POLICE: StepKind.POLICE_REPORTED, ClockKind.REPORT_BUREAU: StepKind.BUREAU_REPORTED}
    for kind, done in told.items():
        if not file.of(done) and not running(file.case, kind):
            start(file.case, kind, at=step.happened_at)


def _extend(file: CaseFile, side: Side | None, step: Step) -> None:
    extend(file.case, running(file.case, ClockKind.INVESTIGATE), EXTENSION, step.words or "")


def _appealed(file: CaseFile, side: Side | None, step: Step) -> None:
    start(file.case, ClockKind.DECIDE_APPEAL, party=side.party if side else None, at=step.happened_at)


def _waived(file: CaseFile, side: Side | None, step: Step) -> None:
    stop(file.case, ClockKind.APPEAL, str(_l("waived in writing")), side.party if side else None)


def _review(file: CaseFile, side: Side | None, step: Step) -> None:
    start(file.case, ClockKind.REVIEW, party=side.party if side else None, at=step.happened_at)


def _other_school(file: CaseFile, side: Side | None, step: Step) -> None:
    file.case.other_school = step.facts.get("receiver")


AFTER: Mapping[StepKind, After] = {
    StepKind.OTHER_SCHOOL_TOLD: _other_school,
    StepKind.MARKED_SERIOUS: _serious,
    StepKind.EXTENDED: _extend,
    StepKind.APPEAL_RECEIVED: _appealed,
    StepKind.APPEAL_WAIVED: _waived,
    StepKind.REVIEW_ACCEPTED: _review,
}
