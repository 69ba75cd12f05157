"""What screening keeps."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.permissions import Tier
from portal.core.holdings import EMPTIED, Ground, Holding, Texts, about, uploads_over
from portal.screening.models.answering import Answer, Flag, Sheet
from portal.screening.models.importing import ImportStep, ScreeningImport
from portal.screening.models.results import Interview, Result
from portal.screening.models.rounds import Consent, Participant

SAID = ("note", "advice", "family")
LAW = _l("Mental Health Law, articles 16 and 23; Personal Information Protection Law, articles 28 to 31")


def _without_scores(content: Any) -> Any:
    """That a sheet was filled in stays; scores, bands, parts and the attention suggested go."""
    return {"attention": 0, "doubts": [], "flags": [], "status": content.get("status")}


def _without_words(content: Any) -> Any:
    return {key: ("" if key in SAID and value else value) for key, value in content.items()}


def _of_sheets(ids: Any) -> Any:
    sheets = select(Sheet.id).join(Participant, Participant.id == Sheet.participant_id).where(Participant.child_id.in_(ids))
    return Answer.sheet_id.in_(sheets)


HOLDINGS = (
    Holding(
        "screening.results",
        _l("Answers, results and talks of screening"),
        _l("To speak in time with a child that needs it"),
        Ground.CONSENT,
        LAW,
        ("screening_answer", "screening_flag", "screening_result", "screening_interview", "screening_consent"),
        Tier.CLINICAL,
        months=36,
        texts=(
            Texts(Answer, _of_sheets, {"value": ""}),
            about(Flag, what=EMPTIED),
            about(Result, content=_without_scores),
            about(Interview, content=_without_words),
            about(Consent, guardian=None),
        ),
    ),
    Holding(
        "screening.files",
        _l("Files of results from another platform"),
        _l("To show what a file brought, and to take it back"),
        Ground.CONSENT,
        LAW,
        ("screening_import",),
        Tier.CLINICAL,
        months=6,
        texts=(Texts(ScreeningImport, ScreeningImport.id.in_, {"table": None, "plan": None}),),
        ended=uploads_over(ScreeningImport, ImportStep.TAKEN_IN, ImportStep.DROPPED, ImportStep.TAKEN_BACK),
    ),
)
