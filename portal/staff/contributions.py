"""What the staff pages give the house."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import url_for
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.core.contributions import Contributions, Deadline, Event, NavItem, Source
from portal.staff.queries import SOON, vetting_ends


def vettings_to_renew(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """One duty for all vettings that end within thirty days or are missing: without one the account stays shut."""
    if not viewer.may(Permission.RECORD_VETTING):
        return ()
    ends = vetting_ends(today)
    if not ends:
        return ()
    due = min((end or today for end in ends), default=today)
    title = ngettext("Renew the vetting of %(num)s person", "Renew the vetting of %(num)s persons", len(ends))
    missing = any(end is None or end < today for end in ends)
    return (
        Deadline(
            key="staff.vetting",
            title=title,
            why=_l("Without a valid answer an account in contact with children stays shut."),
            due=due,
            start=due - SOON,
            url=url_for("staff.index", vetting="missing" if missing else "expiring"),
            source=Source.LAW,
            source_words=_l("Law on the Protection of Minors, article 62"),
            action=_l("See who"),
        ),
    )


contributions = Contributions(
    domain="staff",
    nav=(
        NavItem("staff", _l("Staff"), "user-cog", "staff.index", Permission.SEE_STAFF, hub="keeping", order=80),
        NavItem(
            "access",
            _l("Who may do what"),
            "key-round",
            "staff.access_table",
            Permission.SEE_ACCESS_TABLE,
            hub="keeping",
            order=85,
        ),
    ),
    events=(Event("staff.list_taken_in", _l("Staff list read in")),),
    deadlines=(vettings_to_renew,),
)
