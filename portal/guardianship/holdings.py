"""What care and guardianship keep."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Tier
from portal.core.holdings import EMPTIED, Ground, Holding, about, under
from portal.guardianship.models import (
    AgreementEnding,
    AgreementWord,
    CarerCheck,
    EntrustedCareAgreement,
    GuardianshipAssessment,
    LivingSituation,
    UrgingNotice,
)

HOLDINGS = (
    Holding(
        "guardianship.care",
        _l("Agreements of care, looks at carers, copied assessments, urging notices"),
        _l("To see that each child away from its parents is cared for by somebody able"),
        Ground.DUTY,
        _l("Law on the Protection of Minors, articles 22 and 23"),
        (
            "entrusted_care_agreement",
            "agreement_ending",
            "agreement_word",
            "carer_check",
            "living_situation",
            "guardianship_assessment",
            "urging_notice",
        ),
        Tier.WELFARE,
        months=36,
        given=_l("village or neighbourhood, where the law asks"),
        texts=(
            about(
                EntrustedCareAgreement,
                reason=EMPTIED,
                workplace=None,
                carer_address=None,
                carer_living=None,
                opinion=None,
                opinion_heard_by=None,
                scope=None,
                weekly_contact=None,
                exclusions={},
                school_received_by=None,
                village_received_by=None,
                emergency_contact=None,
                witness=None,
            ),
            under(AgreementEnding.agreement_id, EntrustedCareAgreement, reason=EMPTIED),
            under(AgreementWord.agreement_id, EntrustedCareAgreement, what=None),
            about(CarerCheck, note=None),
            about(LivingSituation, note=None),
            about(GuardianshipAssessment, grade=EMPTIED, body=EMPTIED),
            about(UrgingNotice, text=EMPTIED, answer=None),
        ),
    ),
)
