"""The pages of bullying."""

from portal.bullying.views.blueprint import blueprint

__all__ = ["blueprint"]
