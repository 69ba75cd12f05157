"""The pages of screening."""

from portal.screening.views.blueprint import blueprint

__all__ = ["blueprint"]
