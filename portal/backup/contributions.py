"""What back-ups and keys give the house."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.core.contributions import Contributions, Event

contributions = Contributions(
    domain="backup", events=(Event("backup.created", _l("Back-up made")), Event("keys.rotated", _l("Field key changed")))
)
