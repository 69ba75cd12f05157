"""Papers of counseling, from plain data: the slip a child is handed, the referral letter, the growth record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from datetime import datetime as moment_type

from flask_babel import gettext as _

from portal.children.models import Child
from portal.core import clock
from portal.core.filters import day, moment
from portal.core.pdf.document import Document
from portal.counseling.care_words import CARE_ANSWERS, CARE_ASKED, CONSENTS, LETTER, RETURN, RETURNS
from portal.counseling.codes import StepKind
from portal.counseling.models import Advice, Case, Crisis, Goal, Letter, Period, Return
from portal.counseling.paper_lines import Change, Talk, Way
from portal.counseling.words import AUDIENCES, MODES, ORIGINS, OUTCOMES, STATES, level_words
from portal.school.classes import class_name


@dataclass(frozen=True)
class Sheet:
    """Whose paper it is."""

    school: str
    printed_by: str


@dataclass(frozen=True)
class Growth:
    """A case as the growth record tells it."""

    case: Case
    steps: Sequence[Way]
    changes: Sequence[Change]
    goals: Sequence[Goal]
    talks: Sequence[Talk]
    advice: Sequence[Advice]
    letters: Sequence[Letter]
    returns: Sequence[Return]


def called(name: str) -> str:
    """A teacher as children say it, by the family name."""
    return _("Teacher %(name)s", name=name[:1])


def slip_paper(sheet: Sheet, child: Child | None, on: date, period: Period, place: str) -> bytes:
    """It may lie open on a desk: who would like to see the child, when and where, and not a word of why."""
    teacher = called(sheet.printed_by)
    paper = Document(
        title=_("%(teacher)s would like to see you", teacher=teacher), school=sheet.school, printed_by="", internal=False
    )
    begins = moment_type.combine(on, period.begins, clock.SCHOOL_ZONE)
    ends = begins + timedelta(minutes=period.minutes)
    who = [(_("Name"), child.name), (_("Class"), class_name(child.class_id))] if child else []
    when = f"{day(on)} {period.name} {begins:%H:%M}–{ends:%H:%M}"
    paper.facts([*who, (_("When"), when), (_("Where"), place)], columns=1)
    return paper.paragraph(_("Bring this slip; the teacher of the lesson knows."), "note").bytes()


def letter_paper(sheet: Sheet, child: Child, letter: Letter) -> bytes:
    """School, child, consent, reason, what was done; below, lines for an answer that asks for no medical record."""
    paper = Document(title=_("Referral letter"), school=sheet.school, printed_by=sheet.printed_by, internal=True)
    texts = letter.form
    paper.facts([(LETTER["to"], texts.get("to")), (LETTER["department"], texts.get("department")), (_("Day"), day(letter.made_at))])
    paper.facts([(_("Child"), child.name), (_("Class"), class_name(child.class_id)), (_("Born"), day(child.birth_date))])
    paper.facts(
        [(_("Consent of the guardian"), CONSENTS[letter.consent]), (LETTER["consent_by"], texts.get("consent_by"))], columns=1
    )
    for key in ("reason", "done", "risk", "contact"):
        if texts.get(key):
            paper.heading(str(LETTER[key]), 2).paragraph(texts[key])
    paper.signatures([_("Guardian"), _("Counselor")], seal=_("School seal"))
    paper.heading(_("Answer to the school"))
    hint = _("Please tell us only what helps at school: what to look out for, what to spare the child, when to come again.")
    return paper.paragraph(hint, "note").blank_lines(4).signatures([_("Doctor or organisation")]).bytes()


def care_paper(sheet: Sheet, child: Child, crisis: Crisis) -> bytes:
    """What the family is told in a crisis and takes on, to be signed (危机知情同意书, rules §9.9); what was said is not on it."""
    paper = Document(title=_("Looking after your child together"), school=sheet.school, printed_by=sheet.printed_by, internal=True)
    paper.facts([(_("Child"), child.name), (_("Class"), class_name(child.class_id)), (_("Day"), day(crisis.began_at))])
    paper.paragraph(_("In these days your child needs somebody close by. The school tells you what it has seen, and asks you:"))
    paper.heading(_("What we ask of the family"), 2)
    for line in CARE_ASKED:
        paper.paragraph(f"□ {line}")
    paper.heading(_("What the school does"), 2).paragraph(_("What was agreed"), "note").blank_lines(3)
    paper.heading(_("Words of the family"), 2)
    for line in CARE_ANSWERS:
        paper.paragraph(f"□ {line}")
    paper.blank_lines(2)
    paper.signatures([_("Guardian, related to the child as"), _("Counselor"), _("Safeguarding lead")], seal=_("School seal"))
    return paper.paragraph(
        _("Signing takes nothing from anybody's rights. The school keeps one sheet, the family the other."), "note"
    ).bytes()


def growth_paper(sheet: Sheet, child: Child, growth: Growth) -> bytes:
    """The way of a case: kept in strict secrecy, and without a sealed note, an identity number or an address."""
    case = growth.case
    paper = Document(title=_("Growth record"), school=sheet.school, printed_by=sheet.printed_by, subtitle=case.number)
    who = [(_("Child"), child.name), (_("Class"), class_name(child.class_id)), (_("State"), STATES[case.state])]
    paper.facts([*who, (_("Level"), level_words(case.watched)), (_("How it began"), ORIGINS[case.origin])])
    paper.heading(_("Why the case was opened")).paragraph(case.reason)
    _way(paper, growth)
    _plan(paper, growth)
    _talks(paper, growth)
    _onward(paper, growth)
    return paper.paragraph(_("What was said in the sessions is sealed with the counselor and is not printed."), "note").bytes()


def _way(paper: Document, growth: Growth) -> None:
    rows = [
        (day(one.at), STATES[one.state], one.words or "", one.by or "") for one in growth.steps if one.kind != StepKind.HAND_OVER
    ]
    paper.heading(_("The way of the case")).table((_("Day"), _("State"), _("In words"), _("By whom")), rows, widths=(2, 2, 6, 2))
    settled = [one for one in growth.changes if one.confirmed]
    if settled:
        told = [(day(one.decided_at), level_words(one.old), level_words(one.new), one.reason) for one in settled]
        paper.table((_("Day"), _("Level before"), _("Level after"), _("Assessment")), told, widths=(2, 2, 2, 6))


def _plan(paper: Document, growth: Growth) -> None:
    if growth.goals:
        rows = [(one.words, one.means or "", day(one.due), OUTCOMES[one.outcome] if one.outcome else "") for one in growth.goals]
        head = (_("What shall be different"), _("How we go about it"), _("Look back on"), _("What came of it"))
        paper.heading(_("Plan of the case")).table(head, rows, widths=(4, 4, 2, 2))
    if growth.advice:
        paper.heading(_("Advice"))
        paper.table(
            (_("For whom"), _("What to do")), [(AUDIENCES[one.audience], one.words) for one in growth.advice], widths=(2, 8)
        )


def _talks(paper: Document, growth: Growth) -> None:
    first = len(growth.talks)
    rows = [
        (str(first - place), moment(one.began_at), MODES[one.mode], str(one.minutes), one.author)
        for place, one in enumerate(growth.talks)
    ]
    if rows:
        head = (_("No."), _("Day and time"), _("How the talk was held"), _("Minutes"), _("By whom"))
        paper.heading(_("Sessions")).table(head, rows, widths=(1, 4, 3, 2, 3), numbers=(0, 3))


def _onward(paper: Document, growth: Growth) -> None:
    for letter in growth.letters:
        paper.heading(_("Referral letter of %(day)s", day=day(letter.made_at)), 2)
        paper.facts([(LETTER["to"], letter.form.get("to")), (_("How it went"), letter.feedback)], columns=1)
    for back in growth.returns:
        paper.heading(_("Coming back, %(day)s", day=day(back.day)), 2).paragraph(str(RETURNS[back.outcome]))
        paper.facts([(words, back.form.get(key)) for key, words in RETURN.items()], columns=1)
