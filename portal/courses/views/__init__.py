"""The pages of courses."""

from portal.courses.views.blueprint import blueprint

__all__ = ["blueprint"]
