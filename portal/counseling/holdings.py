"""What the counseling room keeps."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.permissions import Permission, Tier
from portal.core.holdings import EMPTIED, Ground, Holding, Texts, about, emptied, under
from portal.counseling.models.care import Crisis, CrisisStep, Letter, Return, Telling
from portal.counseling.models.cases import Case, Goal, LevelChange, Referral, Step
from portal.counseling.models.notes import Addendum, Advice, Grant, Session
from portal.counseling.models.room import Booking


def _of_sessions(ids: Any) -> Any:
    """Additions to the notes of these children's own sessions; a group's notes are about others too."""
    own = select(Session.id).join(Case, Case.id == Session.case_id).where(Case.child_id.in_(ids))
    return Addendum.session_id.in_(own)


def _of_crises(ids: Any) -> Any:
    return CrisisStep.crisis_id.in_(select(Crisis.id).join(Case, Case.id == Crisis.case_id).where(Case.child_id.in_(ids)))


LAW = _l("Mental Health Law, articles 4, 16 and 23; no national text says how long a school keeps such notes")
HOLDINGS = (
    Holding(
        "counseling.notes",
        _l("Notes, plans and letters of counseling"),
        _l("To help a child over time, and to account for it"),
        Ground.CONSENT,
        LAW,
        (
            "counseling_referral",
            "counseling_case",
            "counseling_step",
            "counseling_level_change",
            "counseling_goal",
            "counseling_session",
            "counseling_addendum",
            "counseling_advice",
            "counseling_grant",
            "counseling_crisis",
            "counseling_crisis_step",
            "counseling_telling",
            "counseling_letter",
            "counseling_return",
            "counseling_booking",
        ),
        Tier.CLINICAL,
        months=36,
        given=_l("hospital or partner, with the guardian's consent"),
        texts=(
            about(Referral, seen=EMPTIED, words=None),
            about(Case, reason=EMPTIED),
            under(Step.case_id, Case, words=None),
            under(LevelChange.case_id, Case, reason=EMPTIED, words=None),
            under(Goal.case_id, Case, words=EMPTIED, means=None, outcome_words=None),
            under(Session.case_id, Case, themes=emptied, note=emptied, line=None),
            Texts(Addendum, _of_sessions, {"words": EMPTIED}),
            about(Advice, words=EMPTIED, end_reason=None),
            under(Grant.case_id, Case, reason=EMPTIED),
            under(Crisis.case_id, Case, words=EMPTIED, end_words=None),
            Texts(CrisisStep, _of_crises, {"words": None}),
            under(Telling.case_id, Case, name=EMPTIED, words=EMPTIED, broke_because=None, answer=None),
            under(Letter.case_id, Case, form=emptied, feedback=None),
            under(Return.case_id, Case, form=emptied),
            about(Booking, words=None),
        ),
    ),
    Holding(
        "counseling.partners",
        _l("Partners of the counseling room"),
        _l("To know whom to call"),
        Ground.WORK,
        _l("the city's plan"),
        ("counseling_partner",),
        opened_by=(Permission.KEEP_CASES,),
        kept=_l("Until the partner is taken off the list"),
    ),
)
