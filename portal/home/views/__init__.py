"""Pages of parents and carers, and the staff's page that prints their slips."""

from portal.home.views import child, enrolling, large, own, readers, requests, slips
from portal.home.views.door import blueprint

__all__ = ["blueprint", "child", "enrolling", "large", "own", "readers", "requests", "slips"]
