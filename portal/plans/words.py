"""What the lists of plans are called."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from portal.core.errors import Words
from portal.plans.queries import Show

SHOWS: Mapping[Show, Words] = {
    Show.ALL: _l("Plans in force"),
    Show.DUE: _l("Waiting for something"),
    Show.WITHOUT: _l("Left-behind children without a plan"),
}
