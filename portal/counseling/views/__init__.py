"""The pages of counseling."""

from portal.counseling.views.blueprint import blueprint

__all__ = ["blueprint"]
