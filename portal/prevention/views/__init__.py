"""The pages of prevention."""

from portal.prevention.views import answering, keeping, surveys
from portal.prevention.views.blueprint import blueprint

__all__ = ["answering", "blueprint", "keeping", "surveys"]
