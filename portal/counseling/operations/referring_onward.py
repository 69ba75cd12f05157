"""Beyond the school: the referral letter with its consent and feedback, and how a child comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import lazy_gettext as _l

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.counseling.codes import Consent, CrisisAct, ReturnOutcome, State
from portal.counseling.models import Case, Letter, Partner, Return
from portal.counseling.operations.cases import mine, moved_by_itself
from portal.counseling.operations.crises import settle
from portal.counseling.queries.care import running_crisis
from portal.journal.operations import record
from portal.school.queries import number


@dataclass(frozen=True)
class Drafted:
    """A letter as it was written; with a partner of the directory, or to whoever is named."""

    consent: Consent
    texts: Mapping[str, str]
    partner_id: int | None = None


def write_letter(case: Case, drafted: Drafted, *, by: Viewer) -> Letter:
    """Given to another body only with the guardian's consent, or where a life is in danger (个人信息保护法 13, 23)."""
    mine(case, by)
    if drafted.consent is Consent.GIVEN and not drafted.texts.get("consent_by"):
        raise Refused(_l("Write who consented"), field="consent_by")
    if drafted.consent is Consent.EMERGENCY and running_crisis(case) is None:
        raise Refused(_l("Without consent only in a crisis. Begin one first, or ask the guardian."), field="consent")
    made = Letter(
        case_id=case.id,
        partner_id=drafted.partner_id,
        consent=drafted.consent,
        form=dict(drafted.texts),
        feedback_due=clock.today() + timedelta(days=number("counseling.feedback_days")),
        made_at=clock.now(),
        made_by_id=by.person_id,
    )
    session().add(made)
    session().flush()
    record("counseling.letter_written", subject=made, child_id=case.child_id, by=by)
    if drafted.consent is not Consent.DECLINED:
        moved_by_itself(case, State.REFERRED, by=by)
    _settle_crisis(case, made, by)
    return made


def _settle_crisis(case: Case, letter: Letter, by: Viewer) -> None:
    """The step of a crisis that a letter does: to a hospital, or advising it."""
    crisis = running_crisis(case)
    if crisis is not None:
        settle(crisis.id, CrisisAct.HOSPITAL, letter.form.get("to", ""), case.child_id, by=by)


def note_feedback(case: Case, letter: Letter, feedback: str, *, by: Viewer) -> None:
    """How it went, as the family or the hospital tells it; no medical record is asked for."""
    mine(case, by)
    if letter.feedback_at is not None:
        raise Refused(_l("This was noted already."))
    letter.feedback, letter.feedback_at = feedback, clock.now()
    session().flush()
    record("counseling.letter_answered", subject=letter, child_id=case.child_id, by=by)


def assess_return(
    case: Case, day: date, outcome: ReturnOutcome, texts: Mapping[str, str], review_due: date, *, by: Viewer
) -> Return:
    """The talk before coming back; from then on the case is one of coming back."""
    mine(case, by)
    if case.state not in (State.REFERRED, State.RETURNING):
        raise Refused(_l("The child is not away: there is no letter of referral."))
    if day > clock.today():
        raise Refused(_l("The talk cannot lie in the future."), field="day")
    if review_due < clock.today():
        raise Refused(_l("Choose a day to come"), field="review_due")
    made = Return(
        case_id=case.id,
        day=day,
        outcome=outcome,
        form=dict(texts),
        review_due=review_due,
        made_at=clock.now(),
        made_by_id=by.person_id,
    )
    session().add(made)
    case.review_due = min(case.review_due, review_due)
    session().flush()
    record("counseling.return_assessed", subject=made, child_id=case.child_id, by=by)
    if outcome is not ReturnOutcome.NOT_YET:
        moved_by_itself(case, State.RETURNING, by=by)
    return made


def keep_partner(partner: Partner, *, by: Viewer) -> None:
    """Write a partner of the directory down, new or changed."""
    session().add(partner)
    session().flush()
    record("counseling.partner_kept", subject=partner, by=by)
