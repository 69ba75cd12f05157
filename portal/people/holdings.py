"""What is kept of those who work here."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission
from portal.core.holdings import Ground, Holding

HOLDINGS = (
    Holding(
        "people.staff",
        _l("People, posts, telephone and vetting"),
        _l("To know who may be near children, and in which post"),
        Ground.WORK,
        _l("Law on the Protection of Minors, article 62"),
        ("person", "vetting"),
        opened_by=(Permission.SEE_STAFF,),
        kept=_l("With the journal, which says who acted; the number of a parent goes with the last child"),
    ),
)
