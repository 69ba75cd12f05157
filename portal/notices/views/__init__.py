"""The pages of notices, of the ways out, and of what could not be delivered."""

from portal.notices.views import delivery, family, sending, ways
from portal.notices.views.blueprint import blueprint

__all__ = ["blueprint", "delivery", "family", "sending", "ways"]
