"""What prevention gives the house."""

from __future__ import annotations

from portal.core.contributions import Contributions

contributions = Contributions(domain="prevention")
