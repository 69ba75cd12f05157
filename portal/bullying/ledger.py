"""The ledger in the bureau's columns (rules §9.7): one row a case, children by letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.bullying.case_words import CHOICES as OUTCOMES
from portal.bullying.case_words import CLASSES, FOUND_ROLES, GRANTED, MANNERS, MEASURES, OFTEN, ROLES, STATES, TIERS
from portal.bullying.models.cases import State
from portal.bullying.models.committee import Choice, Seat
from portal.bullying.models.reports import Channel
from portal.bullying.models.steps import ClockKind, StepKind
from portal.bullying.queries.case_file import CaseFile
from portal.bullying.report_words import CAME, KINDS
from portal.bullying.rules.joining import joined
from portal.bullying.rules.masking import redacted
from portal.bullying.rules.measures import LIMITS
from portal.core.errors import Words
from portal.core.filters import day, moment
from portal.core.sheets.writing import Column, write_xlsx
from portal.school.classes import class_name

K = StepKind
Cell = Callable[[CaseFile], str]


def _when(*kinds: StepKind) -> Cell:
    return lambda file: joined([moment(step.happened_at) for step in file.of(*kinds)])


def _said(*kinds: StepKind) -> Cell:
    def cell(file: CaseFile) -> str:
        return joined([f"{file.letter(step.party_id)}{redacted(step.words or '', file.masks())}" for step in file.of(*kinds)])

    return cell


def _told(file: CaseFile) -> str:
    return joined([
        f"{file.letter(step.party_id)} {moment(step.happened_at)} {MANNERS.get(step.facts['manner'], '')}"
        for step in file.of(K.GUARDIAN_TOLD)
    ])  # fmt: skip


def _people(file: CaseFile) -> str:
    words = FOUND_ROLES if any(one.outcome is Choice.FOUND for one in file.findings[-1:]) else ROLES
    classes = {side.letter: class_name(side.child.class_id) if side.child else "" for side in file.standing}
    return joined([f"{side.letter} · {words[side.party.role]} · {classes[side.letter]}" for side in file.standing])


def _reported(kind: StepKind) -> Cell:
    def cell(file: CaseFile) -> str:
        names = file.masks()
        receipts = ((step, redacted(step.facts.get("receipt", ""), names)) for step in file.of(kind))
        return joined([f"{moment(step.happened_at)} {receipt}".strip() for step, receipt in receipts])

    return cell


def _source(file: CaseFile) -> str:
    """How the school came to know; a case without a report was found by staff."""
    return str(CAME[file.report.channel if file.report else Channel.STAFF])


def _reporter(file: CaseFile) -> str:
    """Staff by name; of pupils and families only what they are, of an anonymous report nothing."""
    if file.report is None:
        return file.name(file.case.opened_by_id)
    if file.report.channel is Channel.STAFF:
        return file.name(file.report.reporter_id)
    return _("not named")


def _often(file: CaseFile) -> str:
    opened = file.of(K.OPENED)
    return str(OFTEN.get(opened[0].facts.get("often") or "", "")) if opened else ""


def _class_change(file: CaseFile) -> str:
    return joined([
        f"{file.letter(step.party_id)} {day(step.happened_at)} {GRANTED.get(step.facts.get('granted', ''), '')}".strip()
        for step in file.of(K.CLASS_CHANGE_ASKED, K.CLASS_CHANGE_DECIDED)
    ])  # fmt: skip


def _closed_on(file: CaseFile) -> str:
    closed = [step for step in file.of(K.MOVED) if step.facts["to"] == State.CLOSED.value]
    return day(closed[-1].happened_at) if closed and file.case.state is State.CLOSED else ""


def _archived(file: CaseFile) -> str:
    """The special archive (专门档案) is kept by the number of the case."""
    return file.case.number if file.case.state is State.CLOSED else ""


def _investigators(file: CaseFile) -> str:
    return joined([file.member_name(one) for one in file.members if one.seat is Seat.INVESTIGATOR and one.recused_at is None])


def _meetings(file: CaseFile) -> str:
    stood_back = sum(one.recused_at is not None for one in file.members)
    return joined([
        _("%(day)s: %(count)s voted, %(recused)s stood back", day=day(one.held_at), recused=stood_back,
          count=sum(vote.meeting_id == one.id for vote in file.votes))
        for one in file.meetings
    ])  # fmt: skip


def _measures(file: CaseFile) -> str:
    return joined([
        f"{file.letter(one.party_id)} {CLASSES[LIMITS[one.kind].measure_class]}: {MEASURES[one.kind]} "
        f"{day(one.from_day)}–{day(one.until_day)}"
        for one in file.measures
    ])  # fmt: skip


def _clock(file: CaseFile, kind: ClockKind) -> str:
    return joined([day(one.due) for one in file.clocks if one.kind is kind])


def _finding(file: CaseFile) -> str:
    return str(OUTCOMES[file.findings[-1].outcome]) if file.findings else ""


#: Heading, width, and what stands under it.
COLUMNS: Sequence[tuple[Words, float, Cell]] = (
    (_l("Case number"), 12, lambda file: file.case.number),
    (_l("How the school came to know"), 14, _source),
    (_l("Reported by"), 12, _reporter),
    (_l("Known to the school"), 18, lambda file: moment(file.case.known_at)),
    (_l("Who took it up first"), 12, lambda file: file.name(file.case.opened_by_id)),
    (_l("Day it happened"), 14, lambda file: day(file.case.happened_on)),
    (_l("Where"), 18, lambda file: redacted(file.case.place, file.masks())),
    (_l("Kind of act"), 18, lambda file: str(KINDS[file.case.kind])),
    (_l("Frequency"), 12, _often),
    (_l("Pupils and their part"), 40, _people),
    (_l("Injuries and care by a doctor"), 30, _said(K.INJURY_SEEN)),
    (_l("What happened"), 40, lambda file: redacted(file.case.words, file.masks())),
    (_l("Evidence"), 30, lambda file: joined([redacted(one.title, file.masks()) for one in file.evidence])),
    (_l("How it was stopped"), 24, _said(K.STOPPED)),
    (_l("When and how both guardians were told"), 40, _told),
    (_l("Who investigated"), 20, _investigators),
    (_l("Begun"), 16, lambda file: _clock_start(file)),
    (_l("To be finished by"), 14, lambda file: _clock(file, ClockKind.INVESTIGATE)),
    (_l("Report of the investigation"), 40, _said(K.INVESTIGATION_REPORT)),
    (_l("Committee: met, stood back, voted"), 30, _meetings),
    (_l("Finding"), 16, _finding),
    (_l("Tier"), 18, lambda file: str(TIERS[file.case.tier]) if file.case.tier else ""),
    (_l("Discipline or sanction, term"), 40, _measures),
    (_l("In the overall assessment"), 12, lambda file: _("yes") if any(one.in_assessment for one in file.measures) else _("no")),
    (_l("Reported to the police"), 24, _reported(K.POLICE_REPORTED)),
    (_l("Reported to the education bureau"), 24, _reported(K.BUREAU_REPORTED)),
    (_l("Counseling, both sides"), 30, _said(K.COUNSELLING_OFFERED)),
    (_l("Guidance for the families"), 24, _said(K.FAMILY_GUIDANCE)),
    (_l("Apology, amends"), 24, _said(K.AMENDS)),
    (_l("Appeal, review"), 24, _when(K.APPEAL_RECEIVED, K.APPEAL_DECIDED, K.REVIEW_ACCEPTED, K.REVIEW_DECIDED)),
    (_l("Another class, on request"), 24, _class_change),
    (_l("Follow-ups"), 30, _said(K.FOLLOWED_UP)),
    (_l("Stands at"), 14, lambda file: str(STATES[file.case.state])),
    (_l("Closed on"), 14, _closed_on),
    (_l("Number in the archive"), 14, _archived),
)  # fmt: skip


def _clock_start(file: CaseFile) -> str:
    return joined([day(one.started_at) for one in file.clocks if one.kind is ClockKind.INVESTIGATE])


def ledger(files: Sequence[CaseFile]) -> bytes:
    """The workbook."""
    target = BytesIO()
    rows = ([cell(file) for _title, _width, cell in COLUMNS] for file in files)
    write_xlsx(target, _("Bullying ledger"), [Column(str(title), width) for title, width, _cell in COLUMNS], rows)
    return target.getvalue()
