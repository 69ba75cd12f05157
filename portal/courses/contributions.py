"""What courses gives the house."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission
from portal.core.contributions import Contributions, Event, NavItem

contributions = Contributions(
    domain="courses",
    events=(
        Event("courses.learned", _l("Lesson learned")),
        Event("courses.certified", _l("Certificate of learning issued")),
    ),
    nav=(NavItem("courses", _l("Lessons"), "book-open", "courses.index", Permission.LEARN, hub="families", order=50, tab=True),),
)
