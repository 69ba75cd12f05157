"""What the demo gives the house: the mark that it was loaded whole."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.core.contributions import Contributions, Event

contributions = Contributions(domain="demo", events=(Event("demo.loaded", _l("Demo school loaded")),))
