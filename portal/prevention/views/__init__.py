"""The pages of prevention."""

from portal.prevention.views.blueprint import blueprint

__all__ = ["blueprint"]
