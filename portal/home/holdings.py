"""What the family's own pages keep."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Tier
from portal.core.holdings import EMPTIED, Ground, Holding, about, under
from portal.home.models import DataRequest, DataRequestAnswer, FamilyWord, FamilyWordAnswer, Proposal, ProposalDecision

HOLDINGS = (
    Holding(
        "home.words",
        _l("Corrections, words and requests of families, with the answers"),
        _l("That families can see, correct and answer what is written"),
        Ground.DUTY,
        _l("Personal Information Protection Law, articles 44 to 50"),
        ("fact_proposal", "fact_proposal_decision", "family_word", "family_word_answer", "data_request_answer"),
        Tier.WELFARE,
        months=36,
        texts=(
            about(Proposal, known=None, proposed=EMPTIED),
            under(ProposalDecision.proposal_id, Proposal, words=None),
            about(FamilyWord, words=EMPTIED),
            under(FamilyWordAnswer.word_id, FamilyWord, words=EMPTIED),
            under(DataRequestAnswer.request_id, DataRequest, words=None),
        ),
    ),
)
