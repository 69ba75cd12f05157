"""The pages of bullying."""

from portal.bullying.views import (
    anonymous,
    awards,
    cases,
    deciding,
    evidence,
    family,
    home,
    papers,
    patterns,
    posters,
    procedure,
    reports,
)
from portal.bullying.views.blueprint import blueprint

__all__ = [
    "anonymous",
    "awards",
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
