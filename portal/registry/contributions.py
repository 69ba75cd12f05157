"""What the import gives the house: its page, its events, and the rows that wait for someone."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Tier
from portal.core.contributions import Contributions, Event

contributions = Contributions(
    domain="registry",
    events=(
        Event("registry.uploaded", _l("A registry file was uploaded")),
        Event("registry.headings_said", _l("Headings of registry files were explained")),
        Event("registry.dropped", _l("An uploaded registry file was thrown away")),
        Event("registry.taken_in", _l("A registry file was imported")),
        Event("registry.undone", _l("An import of the registry was undone")),
        Event("registry.exported", _l("The roll was exported in the registry's form"), Tier.WELFARE, reads=True),
        Event("registry.file_made", _l("The file was made from the registry"), Tier.SCHOOLING),
        Event("registry.file_changed", _l("The file was changed from the registry"), Tier.SCHOOLING),
        Event("registry.file_left", _l("The child is not in the registry any more"), Tier.SCHOOLING),
        Event("registry.file_restored", _l("An import was undone for this file"), Tier.SCHOOLING),
    ),
)
