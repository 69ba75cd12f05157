"""The pages of reporting."""

from portal.reporting.views import adding, filing, report
from portal.reporting.views.blueprint import blueprint

__all__ = ["adding", "blueprint", "filing", "report"]
