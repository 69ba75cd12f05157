"""Papers that come and go: results of assessments made elsewhere, and notices that urge a guardian."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.access.viewer import Viewer
from portal.children.models import Child, Guardian
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused, Words
from portal.guardianship.models import GuardianshipAssessment, UrgingNotice
from portal.guardianship.operations.versions import require_unchanged
from portal.guardianship.schemes import SCHEMES, knows_grade
from portal.journal.operations import record

TO_COME = _l("This day is still to come. Write a day up to today.")


def mirror_assessment(child: Child, scheme: str, grade: str, body: str, on: date, *, by: Viewer) -> GuardianshipAssessment:
    """Copy what a body outside of school found; a grade the scheme does not know is refused."""
    if not knows_grade(scheme, grade):
        words = _l("This scheme knows: %(grades)s. Copy the word of the paper.", grades="、".join(SCHEMES[scheme].grades))
        raise Refused(words, field="grade")
    if on > clock.today():
        raise Refused(TO_COME, field="on")
    found = GuardianshipAssessment(child_id=child.id, scheme=scheme, grade=grade, body=body, on=on, recorded_at=clock.now())
    found.recorded_by_id = by.person_id
    session().add(found)
    session().flush()
    record("guardianship.assessment_mirrored", subject=found, child_id=child.id, by=by)
    return found


def send_notice(person: Guardian, text: str, sent_on: date, *, by: Viewer) -> UrgingNotice:
    """A written request went out to a guardian."""
    if sent_on > clock.today():
        raise Refused(TO_COME, field="sent_on")
    notice = UrgingNotice(child_id=person.child_id, guardian_id=person.id, text=text, sent_on=sent_on, recorded_at=clock.now())
    notice.recorded_by_id = by.person_id
    session().add(notice)
    session().flush()
    record("guardianship.notice_sent", subject=notice, child_id=person.child_id, by=by)
    return notice


def note_answer(notice: UrgingNotice, fields: Mapping[str, Any], version: int, labels: Mapping[str, Words], *, by: Viewer) -> None:
    """When it was received, and what the guardian answered."""
    require_unchanged(notice, version, fields, labels)
    for name in ("received_on", "answered_on"):
        day = fields[name]
        if day is not None and not notice.sent_on <= day <= clock.today():
            raise Refused(_l("Write a day between the sending and today."), field=name)
    notice.received_on, notice.answered_on, notice.answer = fields["received_on"], fields["answered_on"], fields["answer"] or None
    session().flush()
    record("guardianship.notice_answered", subject=notice, child_id=notice.child_id, by=by)
