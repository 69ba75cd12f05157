"""Pages of the returns: the list of months, one return, its steps, the lists behind its numbers, its files."""

from __future__ import annotations

from portal.summaries.views import counted, explaining, files, indicators, passing, periods, returns, sending, template
from portal.summaries.views.door import blueprint

__all__ = ["blueprint", "counted", "explaining", "files", "indicators", "passing", "periods", "returns", "sending", "template"]
