"""The pages of bullying."""

from portal.bullying.views import anonymous, home, posters, reports
from portal.bullying.views.blueprint import blueprint

__all__ = ["anonymous", "blueprint", "home", "posters", "reports"]
