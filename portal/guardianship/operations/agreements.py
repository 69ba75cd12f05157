"""Agreements: written down, filled in over weeks, ended by a row; a person the law excludes is refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from flask_babel import lazy_gettext as _l

from portal.access.viewer import Viewer
from portal.children.models import Attachment, Child, Guardian
from portal.children.operations.attachments import add_attachment
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused, Words
from portal.guardianship.at_home import Asked
from portal.guardianship.models import AgreementEnding, AgreementWord, EndingKind, EntrustedCareAgreement, Word
from portal.guardianship.operations.versions import require_unchanged
from portal.guardianship.rules import clear_of_exclusions, excluded
from portal.journal.operations import record

#: Days that tell of something done, which cannot lie ahead.
DONE = ("opinion_on", "school_notified_on", "village_notified_on", "signed_on")


def draft_agreement(child: Child, carer: Guardian, fields: Mapping[str, Any], *, by: Viewer) -> EntrustedCareAgreement:
    """A new agreement; more can be filled in until it is complete."""
    agreement = EntrustedCareAgreement(child_id=child.id, carer_id=carer.id, exclusions={}, reason="", created_at=clock.now())
    agreement.created_by_id = by.person_id
    _fill(agreement, fields)
    session().add(agreement)
    session().flush()
    record("guardianship.agreement_drafted", subject=agreement, child_id=child.id, by=by)
    return agreement


def change_agreement(
    agreement: EntrustedCareAgreement,
    carer: Guardian,
    fields: Mapping[str, Any],
    version: int,
    labels: Mapping[str, Words],
    *,
    by: Viewer,
) -> None:
    """Fill in or correct an agreement that has not ended; Conflict when somebody saved meanwhile."""
    if agreement.ending is not None:
        raise Refused(_l("This agreement has ended. Write a new one."))
    require_unchanged(agreement, version, fields, labels)
    agreement.carer_id = carer.id
    _fill(agreement, fields)
    session().flush()
    record("guardianship.agreement_changed", subject=agreement, child_id=agreement.child_id, by=by)


def file_scan(
    agreement: EntrustedCareAgreement, child: Child, title: Words, file: BinaryIO, folder: Path, *, by: Viewer
) -> Attachment:
    """Put the scan of the signed paper into the child's file; from today the agreement counts as filed."""
    scan = add_attachment(child, str(title), file, folder, by=by)
    agreement.scan_id = scan.id
    agreement.filed_on = agreement.filed_on or clock.today()
    session().flush()
    record("guardianship.agreement_filed", subject=agreement, child_id=child.id, by=by)
    return scan


def end_agreement(agreement: EntrustedCareAgreement, kind: EndingKind, on: date, reason: str, *, by: Viewer) -> AgreementEnding:
    """It ended before its day, or the carer proved unsuitable; a second ending is refused."""
    if agreement.ending is not None:
        raise Refused(_l("This agreement has ended. Write a new one."))
    if on > clock.today():
        raise Refused(_l("This day is still to come. Write a day up to today."), field="on")
    ending = AgreementEnding(agreement_id=agreement.id, kind=kind, on=on, reason=reason, at=clock.now(), by_id=by.person_id)
    session().add(ending)
    session().flush()
    record("guardianship.agreement_ended", subject=ending, child_id=agreement.child_id, by=by)
    return ending


def say_word(asked: Asked, edition: str, word: Word, what: str, *, by: Viewer) -> AgreementWord:
    """A guardian or the carer confirms the text that was read, or says what is not right; Refused when it changed meanwhile."""
    agreement = asked.agreement
    if edition != asked.edition:
        raise Refused(_l("The school changed this text meanwhile. Read it again, then say your word."))
    if word is Word.OBJECTED and not what:
        raise Refused(_l("Write in a few words what is not right"), field="what")
    said = AgreementWord(agreement_id=agreement.id, guardian_id=asked.guardian.id, word=word, edition=edition, at=clock.now())
    said.what = what if word is Word.OBJECTED else None
    session().add(said)
    session().flush()
    record("guardianship.word_given", subject=said, child_id=asked.child.id, by=by)
    return said


def _fill(agreement: EntrustedCareAgreement, fields: Mapping[str, Any]) -> None:
    answers = fields["exclusions"]
    if excluded(answers):
        raise Refused(
            _l("By law this person may not be entrusted with a child. Look for another carer with the family."), field="violence"
        )
    _check_days(fields)
    for name, value in fields.items():
        setattr(agreement, name, value)
    if not clear_of_exclusions(answers):
        agreement.exclusions_checked_on = None
    elif agreement.exclusions_checked_on is None:
        agreement.exclusions_checked_on = clock.today()


def _check_days(fields: Mapping[str, Any]) -> None:
    today = clock.today()
    for name in DONE:
        if fields.get(name) and fields[name] > today:
            raise Refused(_l("This day is still to come. Write a day up to today."), field=name)
    if fields["review_on"] < fields["begins_on"]:
        raise Refused(_l("The review comes after the beginning."), field="review_on")
    if fields.get("ends_on") and fields["ends_on"] < fields["begins_on"]:
        raise Refused(_l("The end comes after the beginning."), field="ends_on")
