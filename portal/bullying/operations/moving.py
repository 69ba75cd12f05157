"""Carrying a case on by the table of the procedure; a refusal says everything that is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flask_babel import lazy_gettext as _l

from portal.access.viewer import Viewer
from portal.bullying.models.cases import BullyingCase, State
from portal.bullying.models.steps import Clock, ClockKind, Step, StepKind
from portal.bullying.operations.clocks import meet, start, stop
from portal.bullying.operations.steps import add_step
from portal.bullying.queries.case_file import CaseFile, file_of
from portal.bullying.queries.facts import facts_of
from portal.bullying.rules.clocks import follow_up_days
from portal.bullying.rules.procedure import COMPLETE, Act, missing, transition
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused, require_version
from portal.journal.operations import record
from portal.school.queries import calendar, number

SHORTEST_REASON = 10


def move(case: BullyingCase, act: Act, *, reason: str = "", version: int | None = None, by: Viewer | None) -> Step:
    """The next state, when everything the table asks for is on record; a written reason where it asks for one."""
    if version is not None:
        require_version(case, version, ())
    line = transition(act, case.state)
    if line is None:
        raise Refused(_l("From where the case stands now this cannot be done."), field="act")
    session().flush()
    file = file_of(case)
    facts = facts_of(file)
    lacking = missing(line.needs, facts)
    if lacking:
        raise Refused(_l("Missing: %(what)s", what=" ".join(str(one) for one in lacking)), field="act")
    if line.reason and len(reason.strip()) < SHORTEST_REASON:
        raise Refused(_l("Write the reason in a sentence; it is kept in the file for ever."), field="reason")
    told = {"from": case.state.value, "to": line.target.value, "act": act.value}
    if act is Act.CLOSE_EARLY:
        told["missing"] = " ".join(str(one) for one in missing(COMPLETE, facts))
    step = add_step(case, StepKind.MOVED, words=reason.strip(), facts=told, by=by)
    case.state = line.target
    session().flush()
    for effect in EFFECTS.get(act, ()):
        effect(file, step)
    record("bullying.case_moved", subject=case, by=by)
    return step


Effect = Callable[[CaseFile, Step], None]


def _investigate(file: CaseFile, step: Step) -> None:
    meet(step, file.case, ClockKind.START)
    start(file.case, ClockKind.INVESTIGATE, at=step.happened_at)


def _serve(file: CaseFile, step: Step) -> None:
    for side in file.main:
        start(file.case, ClockKind.SERVE, party=side.party, at=step.happened_at)


def _follow(file: CaseFile, step: Step) -> None:
    """A side whose follow-ups of this finding are planned already, before a review that changed nothing, keeps them."""
    found = max((one.at for one in file.findings), default=file.case.opened_at)
    kept = [one for one in file.clocks if one.kind is ClockKind.FOLLOW_UP and one.stopped_at is None and one.started_at >= found]
    planned = {one.party_id for one in kept}
    today = clock.local(step.happened_at).date()
    days = follow_up_days(today, number("bullying.follow_up_first"), number("bullying.follow_up_second"), calendar())
    for side in (one for one in file.main if one.party.id not in planned):
        for day in days:
            start(file.case, ClockKind.FOLLOW_UP, party=side.party, at=step.happened_at, until=day)


def _reconsider(file: CaseFile, step: Step) -> None:
    for kind in (ClockKind.SERVE, ClockKind.APPEAL, ClockKind.FOLLOW_UP):
        stop(file.case, kind, str(_l("decided anew")))


def _close(file: CaseFile, step: Step) -> None:
    """What still runs ends with the case, but for sanctions that must be lifted on their day."""
    for kind in set(ClockKind) - {ClockKind.LIFT}:
        stop(file.case, kind, step.words or str(_l("case closed")))


EFFECTS: Mapping[Act, Sequence[Effect]] = {
    Act.INVESTIGATE: (_investigate,),
    Act.RETURN: (_investigate,),
    Act.REOPEN: (_investigate,),
    Act.NOT_FIND: (_serve,),
    Act.DECIDE: (_serve,),
    Act.FOLLOW: (_follow,),
    Act.RECONSIDER: (_reconsider,),
    Act.CLOSE: (_close,),
    Act.CLOSE_EARLY: (_close,),
}


def extend(case: BullyingCase, running: Sequence[Clock], days: int, why: str) -> None:
    """The investigation's clock ends and a longer one begins where it began."""
    for each in running:
        stop(case, ClockKind.INVESTIGATE, why)
        longer = start(case, ClockKind.INVESTIGATE, at=each.started_at)
        longer.due = each.due.fromordinal(each.due.toordinal() + days)


def is_open(case: BullyingCase) -> bool:
    """Whether anything can still be added to the case but the lifting of a sanction."""
    return case.state is not State.CLOSED
