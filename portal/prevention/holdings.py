"""What the survey keeps: answers without a name."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission
from portal.core.holdings import Ground, Holding

HOLDINGS = (
    Holding(
        "prevention.survey",
        _l("Answers to the survey of all pupils"),
        _l("To find out where and how bullying happens"),
        Ground.DUTY,
        _l("Law on the Protection of Minors, article 39"),
        ("bullying_survey_answer",),
        opened_by=(Permission.KEEP_PREVENTION,),
        kept=_l("For good: no name and no code stands with an answer"),
    ),
)
