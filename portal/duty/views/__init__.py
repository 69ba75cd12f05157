"""The pages of duty."""

from portal.duty.views import drafts, gate, home, mine, papers, pictures, roster, settling, shift, stays
from portal.duty.views.blueprint import blueprint

__all__ = ["blueprint", "drafts", "gate", "home", "mine", "papers", "pictures", "roster", "settling", "shift", "stays"]
