"""The pages of reporting."""

from portal.reporting.views.blueprint import blueprint

__all__ = ["blueprint"]
