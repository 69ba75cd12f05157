"""Pages of pairing."""

from portal.pairing.views import hand_overs, overview, pairs, proposal, talks
from portal.pairing.views.blueprint import blueprint

__all__ = ["blueprint", "hand_overs", "overview", "pairs", "proposal", "talks"]
