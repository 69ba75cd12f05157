"""The pages of notices."""

from portal.notices.views.blueprint import blueprint

__all__ = ["blueprint"]
