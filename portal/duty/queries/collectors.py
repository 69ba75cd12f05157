"""The people who may fetch a child, and those who must not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from portal.children.dated import holds_on
from portal.children.kinship import relation_words
from portal.children.models import Guardian, Rights
from portal.children.orders import kept_away, said_by_kept_away
from portal.core.db import session
from portal.core.errors import NotFound
from portal.duty.friday.fetching import Picker, stopped_by_name
from portal.duty.models.stays import Collector


def pickers(child_ids: Sequence[int], day: date) -> Mapping[int, Sequence[Picker]]:
    """Whoever may come for these children on a day, and whoever an order keeps away; two statements."""
    found: dict[int, list[Picker]] = defaultdict(list)
    for child_id, one in _guardians(child_ids, day):
        found[child_id].append(one)
    for child_id, one in _authorised(child_ids, day):
        found[child_id].append(one)
    return {child_id: stopped_by_name(found.get(child_id, [])) for child_id in child_ids}


def _guardians(child_ids: Sequence[int], day: date) -> list[tuple[int, Picker]]:
    barred = kept_away(day)
    columns: list[Any] = [Guardian.child_id, Guardian.id, Guardian.name, Guardian.relation, Guardian.telephone, Guardian.rights]
    rows = session().execute(
        select(*columns, barred.label("barred"))
        .where(Guardian.child_id.in_(child_ids), holds_on(Guardian, day) | barred)
        .order_by(Guardian.place, Guardian.id)
    )
    return [(row.child_id, _guardian(row)) for row in rows if row.rights is not Rights.NONE or row.barred]


def _guardian(row: Any) -> Picker:
    words = str(relation_words(row.relation))
    return Picker(f"g{row.id}", row.name, words, row.id, None, barred=bool(row.barred), telephone=row.telephone)


def _authorised(child_ids: Sequence[int], day: date) -> list[tuple[int, Picker]]:
    held = select(Collector).where(Collector.child_id.in_(child_ids), *_holding(day))
    return [(one.child_id, _other(one)) for one in session().scalars(held.order_by(Collector.id))]


def _holding(day: date) -> tuple[Any, ...]:
    """What the family authorised and still stands: the word of somebody an order keeps away does not, as long as it does."""
    return holds_on(Collector, day), Collector.guardian_id.is_(None), ~said_by_kept_away(Collector, day)


def _other(one: Collector) -> Picker:
    return Picker(f"c{one.id}", one.name, one.relation, None, one.id, bool(one.photo_stored_as), telephone=one.telephone)


def collectors_of(child_id: int, day: date) -> Sequence[Collector]:
    """Whom the family authorised, without the guardians' own rows."""
    return session().scalars(select(Collector).where(Collector.child_id == child_id, *_holding(day)).order_by(Collector.id)).all()


def collector(child_id: int, collector_id: int) -> Collector:
    """One of a child, NotFound for any other."""
    found = session().scalar(select(Collector).where(Collector.id == collector_id, Collector.child_id == child_id))
    if found is None:
        raise NotFound
    return found


def picker_words(one: Picker) -> str:
    """As in 林桂芬（奶奶）."""
    return _("%(name)s (%(relation)s)", name=one.name, relation=one.relation) if one.relation else one.name
