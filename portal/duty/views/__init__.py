"""The pages of duty."""

from portal.duty.views import (
    care,
    drafts,
    gate,
    home,
    mine,
    papers,
    pictures,
    programme,
    relieving,
    roll_call,
    roster,
    search,
    settling,
    shift,
    shift_record,
    stays,
    tonight,
)
from portal.duty.views.blueprint import blueprint

__all__ = [
    "blueprint",
    "care",
    "drafts",
    "gate",
    "home",
    "mine",
    "papers",
    "pictures",
    "programme",
    "relieving",
    "roll_call",
    "roster",
    "search",
    "settling",
    "shift",
    "shift_record",
    "stays",
    "tonight",
]
