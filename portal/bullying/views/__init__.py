"""The pages of bullying."""

from portal.bullying.views import anonymous, cases, deciding, evidence, family, home, papers, patterns, posters, procedure, reports
from portal.bullying.views.blueprint import blueprint

__all__ = [
    "anonymous",
    "blueprint",
    "cases",
    "deciding",
    "evidence",
    "family",
    "home",
    "papers",
    "patterns",
    "posters",
    "procedure",
    "reports",
]
