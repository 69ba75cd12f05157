"""What returns keep."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission
from portal.core.holdings import Ground, Holding

HOLDINGS = (
    Holding(
        "summaries.returns",
        _l("Returns with the lists behind their counts"),
        _l("To prove each number that went up"),
        Ground.DUTY,
        _l("the city's plan; Personal Information Protection Law, article 56"),
        ("summary_line", "summary_finding", "summary_change_reason", "summary_step", "exchange_key"),
        opened_by=(Permission.SEE_RETURNS,),
        kept=_l("At least three years, as proof"),
        given=_l("district, as protected counts only"),
    ),
)
