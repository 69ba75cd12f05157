"""The pages of duty."""

from portal.duty.views.blueprint import blueprint

__all__ = ["blueprint"]
