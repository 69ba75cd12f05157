"""What cannot wait calls by itself: first whoever is next to it, then the next person, until somebody has it in hand.

The domains say who must act by now; each is told once, at once, also at night. The message says only that something waits.
"""

from __future__ import annotations

import logging

from portal.core.contributions import registered
from portal.core.db import Database
from portal.journal.operations import coming_from

logger = logging.getLogger("portal")


def call_out(database: Database) -> None:
    """One round over all domains; trouble in one keeps no other from calling."""
    for contributed in registered():
        for call in contributed.calls:
            try:
                with coming_from("calls, by itself"), database.transaction(write=True):
                    call()
            except Exception:
                logger.exception("a call stumbled", extra={"domain": contributed.domain})
