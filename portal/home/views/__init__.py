"""Pages of parents and carers, and the staff's page that prints their slips."""

from portal.home.views import enrolling, own, readers, slips
from portal.home.views.door import blueprint

__all__ = ["blueprint", "enrolling", "own", "readers", "slips"]
