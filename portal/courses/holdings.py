"""What the courses keep."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission, Tier
from portal.core.holdings import EMPTIED, Ground, Holding, about
from portal.courses.models.sessions import AbsenceContact, HomeLesson

HOLDINGS = (
    Holding(
        "courses.sessions",
        _l("Who came to the parents' school, lessons brought home"),
        _l("To reach every family, and to prove the school's duty"),
        Ground.DUTY,
        _l("Family Education Promotion Law, article 40"),
        ("absence_contact", "home_lesson"),
        Tier.WELFARE,
        opened_by=(Permission.KEEP_SESSIONS,),
        months=36,
        texts=(
            about(AbsenceContact, words=EMPTIED),
            about(HomeLesson, who=EMPTIED, note=None, withdrawn_why=None),
        ),
    ),
)
