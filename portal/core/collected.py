"""Small questions one domain asks of whichever other knows the answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import reduce
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import null

from portal.core.contributions import SettingDefinition, Source, collect, registered
from portal.core.holdings import Holding
from portal.core.watch import Watch, both

#: Begins the source of a figure that a domain counted and nobody wrote in; it stands in the return as it is.
COUNTED_HERE = "守望："


def sort_column(key: str) -> Any:
    """The column over the child by which a contributed column of the list sorts."""
    columns = (column for contributed in registered() for column in contributed.list_columns)
    return next(column.sort() for column in columns if column.key == key and column.sort)


def closeness() -> Any:
    """How closely to keep in touch with a child, as a column over it; empty where no domain says."""
    return next((one() for contributed in registered() for one in contributed.closeness), null())


def people_on_duty(at: datetime) -> frozenset[int]:
    """Who keeps watch at a moment, as the domains tell it."""
    return frozenset(collect("on_duty", at))


def people_left_alone(person_ids: Sequence[int]) -> frozenset[int]:
    """To whom of these the portal sends nothing by itself, as the domains tell it."""
    return frozenset(collect("left_alone", person_ids)) if person_ids else frozenset()


def watch_asked(child_id: int) -> Watch:
    """The strictest of what the domains ask of whoever sets a level for a child."""
    return reduce(both, (one(child_id) for contributed in registered() for one in contributed.watch_asked), Watch())


def term_of(holding: Holding) -> SettingDefinition:
    """The setting that says how many months a holding is kept."""
    source = _l("No law gives a number; shortest time necessary (Personal Information Protection Law, article 19)")
    group = _l("How long records are kept")
    return SettingDefinition(
        holding.setting, holding.label, holding.months, Source.SCHOOL, source, _l("months"), group, least=3, most=240
    )
