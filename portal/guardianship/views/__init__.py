"""Pages of care: the list of what is missing, agreements, and what the school learns."""

from portal.guardianship.views import agreements, family, known, listed
from portal.guardianship.views.door import blueprint

__all__ = ["agreements", "blueprint", "family", "known", "listed"]
