"""The ledger in the bureau's columns (rules §9.7): one row a case, children by letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.bullying.case_words import CHOICES as OUTCOMES
from portal.bullying.case_words import CLASSES, FOUND_ROLES, MANNERS, MEASURES, ROLES, STATES, TIERS
from portal.bullying.models.committee import Choice, Seat
from portal.bullying.models.steps import ClockKind, StepKind
from portal.bullying.queries.case_file import CaseFile
from portal.bullying.report_words import KINDS
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
    return joined([f"{side.letter} ({words[side.party.role]}, {classes[side.letter]})" for side in file.standing])


def _reported(kind: StepKind) -> Cell:
    return lambda file: joined([f"{moment(step.happened_at)} {step.facts.get('receipt', '')}".strip() for step in file.of(kind)])


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
    (_l("Known to the school"), 18, lambda file: moment(file.case.known_at)),
    (_l("Who took it up first"), 12, lambda file: file.name(file.case.opened_by_id)),
    (_l("Day it happened"), 14, lambda file: day(file.case.happened_on)),
    (_l("Where"), 18, lambda file: redacted(file.case.place, file.masks())),
    (_l("Kind of act"), 18, lambda file: str(KINDS[file.case.kind])),
    (_l("Pupils and their part"), 40, _people),
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
    (_l("Follow-ups"), 30, _said(K.FOLLOWED_UP)),
    (_l("Stands at"), 14, lambda file: str(STATES[file.case.state])),
)  # fmt: skip


def _clock_start(file: CaseFile) -> str:
    return joined([day(one.started_at) for one in file.clocks if one.kind is ClockKind.INVESTIGATE])


def ledger(files: Sequence[CaseFile]) -> bytes:
    """The workbook."""
    target = BytesIO()
    rows = ([cell(file) for _title, _width, cell in COLUMNS] for file in files)
    write_xlsx(target, _("Bullying ledger"), [Column(str(title), width) for title, width, _cell in COLUMNS], rows)
    return target.getvalue()
