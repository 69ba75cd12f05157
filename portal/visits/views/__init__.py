"""Pages of home visits."""

from portal.visits.views import lists, papers, recording, visit
from portal.visits.views.blueprint import blueprint

__all__ = ["blueprint", "lists", "papers", "recording", "visit"]
