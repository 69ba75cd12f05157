"""The agreement of entrusted care on paper: what is known is printed, what is not leaves room to write."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _

from portal.children.kinship import relation_words
from portal.children.models import Guardian
from portal.core.pdf.document import Document
from portal.guardianship.models import EntrustedCareAgreement
from portal.guardianship.rules import EXCLUSIONS
from portal.guardianship.words import ANSWERS, EXCLUSION_WORDS

ROOM = "________________"


def agreement_paper(
    row: EntrustedCareAgreement, child: str, class_words: str, guardians: Sequence[Guardian], *, school: str, printed_by: str
) -> bytes:
    """A PDF for signature by guardians, carer and witness; nobody's number is printed whole."""
    paper = Document(
        title=_("Agreement of entrusted care"), school=school, printed_by=printed_by, subtitle=f"{child} {class_words}"
    )
    _people(paper, row, guardians)
    _answers(paper, row)
    _promises(paper, row)
    paper.heading(_("Notices"))
    notices = [(_("School"), row.school_notified_on, row.school_received_by)]
    notices.append((_("Village or neighbourhood"), row.village_notified_on, row.village_received_by))
    paper.table((_("To"), _("Received on"), _("Received by")), [(to, _day(on), by or ROOM) for to, on, by in notices])
    paper.paragraph(_("Entrusting the care does not move the guardians' responsibility: they remain guardians."), "note")
    paper.signatures([_("Guardians"), _("Carer"), _("Witness, village or neighbourhood")], seal=_("School seal"))
    return paper.bytes()


def _people(paper: Document, row: EntrustedCareAgreement, guardians: Sequence[Guardian]) -> None:
    paper.heading(_("Guardians and carer"))
    rows = [
        (person.name, relation_words(person.relation), _("guardian"), person.workplace or row.workplace or ROOM)
        for person in guardians
    ]
    rows.append((row.carer.name, relation_words(row.carer.relation), _("carer"), row.carer_address or ROOM))
    paper.table((_("Name"), _("Relation to the child"), _("As"), _("Works or lives at")), rows)
    away = f"{_day(row.away_from)} – {_day(row.away_until)}"
    facts = [
        (_("Why the guardians are away"), row.reason),
        (_("Away"), away),
        (_("Carer works and lives on"), row.carer_living or ROOM),
    ]
    paper.facts(facts, columns=1)


def _answers(paper: Document, row: EntrustedCareAgreement) -> None:
    paper.heading(_("Who may not be entrusted (Law on the Protection of Minors, art. 22)"))
    rows = [(EXCLUSION_WORDS[key], ANSWERS[row.exclusions.get(key, "unasked")]) for key in EXCLUSIONS]
    paper.table((_("Is one of these so?"), _("Answer")), rows, widths=(5, 1))
    said = _("too young to say") if row.too_young else row.opinion or ROOM
    heard = [(_("What the child says"), said), (_("Heard by, on"), f"{row.opinion_heard_by or ROOM} {_day(row.opinion_on)}")]
    paper.facts(heard, columns=1)


def _promises(paper: Document, row: EntrustedCareAgreement) -> None:
    paper.heading(_("What is agreed"))
    paper.facts(
        [
            (_("What is entrusted"), row.scope or ROOM),
            (_("Weekly contact with child and carer"), row.weekly_contact or ROOM),
            (_("Whom to call in an emergency"), row.emergency_contact or ROOM),
            (_("From, until"), f"{_day(row.begins_on)} – {_day(row.ends_on)}"),
            (_("To be looked at again on"), _day(row.review_on)),
        ],
        columns=1,
    )


def _day(day: date | None) -> str:
    return str(format_date(day, "long")) if day else ROOM
