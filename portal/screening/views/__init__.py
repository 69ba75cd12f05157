"""The pages of screening."""

from portal.screening.views import (
    alerts,
    answering,
    child,
    classes,
    home,
    importing,
    papers,
    rounds,
    texts,
)
from portal.screening.views.blueprint import blueprint

__all__ = ["alerts", "answering", "blueprint", "child", "classes", "home", "importing", "papers", "rounds", "texts"]
