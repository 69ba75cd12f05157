"""A case as its page tells it: steps with dates, sides by letter, what is missing, clocks with what was late, the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.bullying import case_words
from portal.bullying.models.cases import State
from portal.bullying.models.committee import Choice, Seat
from portal.bullying.models.evidence import EvidenceKind
from portal.bullying.models.steps import Clock, ClockKind, Step, StepKind
from portal.bullying.queries.case_file import CaseFile, Side
from portal.bullying.queries.facts import facts_of
from portal.bullying.queries.verifying import verify
from portal.bullying.report_words import KINDS
from portal.bullying.rules.clocks import CLOCKS, is_late
from portal.bullying.rules.masking import redacted
from portal.bullying.rules.procedure import Act, acts_from, missing, transition
from portal.bullying.rules.steps import STEPS, writable
from portal.bullying.step_words import STEP_WORDS
from portal.children.words import SEXES
from portal.core import clock
from portal.core.errors import Words
from portal.core.filters import moment, short_day
from portal.school.classes import class_name

BY_MEETING = frozenset({Act.FIND, Act.NOT_FIND, Act.RETURN})
APART = frozenset({Act.CLOSE_EARLY, Act.REOPEN})


@dataclass(frozen=True)
class Next:
    """An act that leads on from here, and what it still needs."""

    act: Act
    words: Words
    missing: Sequence[Words]


@dataclass(frozen=True)
class Line:
    """One line of the log."""

    at: datetime
    title: str
    text: str
    by: str


@dataclass(frozen=True)
class ClockLine:
    """One clock, with whether it was kept."""

    words: str
    due: str
    state: str
    late: bool
    running: bool
    source: Any
    source_words: Words


@dataclass(frozen=True)
class SideLine:
    """One child without its name."""

    side: Side
    person: str
    role: Words
    guardians: str
    support: str
    statement: str


def shown(file: CaseFile) -> Mapping[str, Any]:
    """Everything the template of a case shows."""
    facts = facts_of(file)
    names = file.masks()

    def masked(text: str | None) -> str:
        return redacted(text or "", names)

    acts = [act for act in acts_from(file.case.state) if act not in BY_MEETING]
    lines = [(act, transition(act, file.case.state)) for act in acts]
    ways = [Next(act, case_words.ACTS[act], missing(line.needs, facts)) for act, line in lines if line is not None]
    return {
        "file": file,
        "case": file.case,
        "facts": facts,
        "masked": masked,
        "next_acts": [one for one in ways if one.act not in APART],
        "apart": [one for one in ways if one.act in APART],
        "steps_bar": steps_bar(file),
        "sides": [_side(file, side) for side in file.standing],
        "ruler": ruler(file),
        "clocks": clock_lines(file),
        "log": [_line(file, step, masked) for step in reversed(file.steps)],
        "writable": [(kind, STEP_WORDS[kind]) for kind in STEPS if writable(kind, file.case.state)],
        "broken": verify(file.case),
        "last_finding": file.findings[-1] if file.findings else None,
        "words": case_words,
        "kinds": KINDS,
    }


def _side(file: CaseFile, side: Side) -> SideLine:
    own = side.party.id
    told = [step for step in file.of(StepKind.GUARDIAN_TOLD) if step.party_id == own]
    safe = [step for step in file.of(StepKind.PROTECTED) if step.party_id == own]
    said = [one for one in file.evidence if one.party_id == own and one.kind is EvidenceKind.STATEMENT]
    return SideLine(
        side=side,
        person=_person(side),
        role=_role(file, side),
        guardians=_("told %(day)s", day=short_day(told[-1].happened_at)) if told else "",
        support=safe[-1].words or "" if safe else "",
        statement=short_day(said[-1].taken_at) if said else "",
    )


def _person(side: Side) -> str:
    if side.child is None:
        return _("pupil of another school")
    return f"{class_name(side.child.class_id)} {SEXES.get(side.child.sex, '')}"


def _role(file: CaseFile, side: Side) -> Words:
    found = any(one.outcome is Choice.FOUND for one in file.findings[-1:])
    return (case_words.FOUND_ROLES if found else case_words.ROLES)[side.party.role]


def _line(file: CaseFile, step: Step, masked: Callable[[str | None], str]) -> Line:
    title = step_title(step)
    letter = file.letter(step.party_id)
    more = [masked(step.words), step_facts(file, step, masked)]
    text = " ".join(one for one in more if one)
    return Line(step.happened_at, f"{title} · {letter}" if letter else title, text, file.name(step.recorded_by_id))


def step_title(step: Step) -> str:
    """What a step is called; what carried the case on says where to."""
    if step.kind is StepKind.MOVED:
        return _("Went on: %(state)s", state=case_words.STATES[State(step.facts["to"])])
    return str(STEP_WORDS[step.kind])


def step_facts(file: CaseFile, step: Step, masked: Callable[[str | None], str]) -> str:
    """What a step says beside its words, in words; who was told stays on the file and off the page."""
    facts, parts = step.facts, []
    if facts.get("manner"):
        parts.append(str(dict(case_words.MANNERS)[facts["manner"]]))
    if facts.get("receipt"):
        parts.append(_("receipt %(number)s", number=facts["receipt"]))
    parts += [str(words.get(facts[name], "")) for name, words in case_words.DECIDED.items() if facts.get(name)]
    if step.kind is StepKind.FOUND:
        parts.append(str(case_words.CHOICES[Choice(facts["outcome"])]))
    if step.kind in (StepKind.SEATED, StepKind.INVESTIGATOR):
        member = next((one for one in file.members if one.id == step.subject_id), None)
        return _("%(seat)s: %(name)s", seat=case_words.SEATS[Seat(facts["seat"])], name=file.member_name(member) if member else "")
    if facts.get("missing"):
        parts.append(_("Missing when it was closed: %(what)s", what=facts["missing"]))
    return masked(_(", ").join(one for one in parts if one))


def clock_lines(file: CaseFile) -> Sequence[ClockLine]:
    """Every clock, those that run first; what was met late says so for ever."""
    ordered = sorted(file.clocks, key=lambda one: (not _runs(one), one.due, one.id))
    return [_clock(file, one) for one in ordered]


def _runs(one: Clock) -> bool:
    return one.met_at is None and one.stopped_at is None


def _clock(file: CaseFile, one: Clock) -> ClockLine:
    letter = file.letter(one.party_id)
    words = str(case_words.CLOCK_WORDS[one.kind])
    window = one.kind is ClockKind.APPEAL
    late = not window and is_late(one.due, one.due_at, one.met_at or one.stopped_at, clock.now())
    if one.met_at is not None:
        state = _("late, %(day)s", day=moment(one.met_at)) if late else _("done %(day)s", day=short_day(one.met_at))
    elif one.stopped_at is not None:
        state = _("overdue when it ended, %(day)s", day=moment(one.stopped_at)) if late else _("no longer needed")
    else:
        state = _("overdue") if late else _left(one)
    rule = CLOCKS[one.kind]
    due = moment(one.due_at) if one.due_at else short_day(one.due)
    return ClockLine(f"{words} · {letter}" if letter else words, due, state, late, _runs(one), rule.source, rule.source_words)


def _left(one: Clock) -> str:
    days = (one.due - clock.today()).days
    return _("today") if days <= 0 else ngettext("%(num)s day left", "%(num)s days left", days)


def ruler(file: CaseFile) -> tuple[str, str, int, str, int] | None:
    """The clock of the investigation while it runs: words, day, share used, state, and a tick for each of its days."""
    found = next((one for one in file.clocks if one.kind is ClockKind.INVESTIGATE and _runs(one)), None)
    if found is None:
        return None
    begun, today = clock.local(found.started_at).date(), clock.today()
    whole, gone = max(1, (found.due - begun).days), (today - begun).days
    state = "late" if today > found.due else "today" if today == found.due else ""
    small = _("%(due)s at midnight, day %(gone)s of %(whole)s", due=short_day(found.due), gone=gone, whole=whole)
    return _("overdue") if state == "late" else _left(found), small, min(100, 100 * gone // whole), f"{state} big", whole


def steps_bar(file: CaseFile) -> Sequence[tuple[Words, str, str]]:
    """The eight steps of the procedure with their dates; done, current, or to come."""
    state = file.case.state
    marks = [
        (_("Stop and comfort"), _day(file.of(StepKind.STOPPED)), bool(file.of(StepKind.STOPPED))),
        (_("Known and opened"), short_day(file.case.known_at), True),
        (_("Guardians told"), _day(file.of(StepKind.GUARDIAN_TOLD)), not facts_of(file).untold),
        (_("Investigation"), _due(file), state not in _BEFORE_COMMITTEE),
        (_("Committee decides"), _day(file.of(StepKind.FOUND)), bool(file.findings) and state not in _UNDECIDED),
        (_("Measures and care"), _day(file.of(StepKind.MEASURE)), state in _AFTER_MEASURES),
        (_("Told in writing"), _day(file.of(StepKind.SERVED)), state in _TOLD),
        (_("Followed up and closed"), _day(file.of(StepKind.FOLLOWED_UP)), state is State.CLOSED),
    ]
    current = next((number for number, mark in enumerate(marks) if not mark[2]), None)
    return [
        (words, small, "done" if done else "current" if number == current else "")
        for number, (words, small, done) in enumerate(marks)
    ]


_BEFORE_COMMITTEE = frozenset({State.OPENED, State.STOPPED, State.INVESTIGATING})
_UNDECIDED = _BEFORE_COMMITTEE | {State.COMMITTEE}
_TOLD = frozenset({State.APPEAL_WINDOW, State.SCHOOL_APPEAL, State.REVIEW, State.FOLLOW_UP, State.CLOSED})
_AFTER_MEASURES = _TOLD | {State.MEASURES, State.NOT_FOUND}


def _day(steps: Sequence[Step]) -> str:
    return short_day(steps[-1].happened_at) if steps else ""


def _due(file: CaseFile) -> str:
    running = [one for one in file.clocks if one.kind is ClockKind.INVESTIGATE and _runs(one)]
    return _("finish by %(day)s", day=short_day(running[0].due)) if running else _day(file.of(StepKind.INVESTIGATION_REPORT))
