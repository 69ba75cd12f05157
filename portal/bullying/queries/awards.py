"""What still stands against a child when an award is decided; what was lifted does not exist here (rules §12.4, 12)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select

from portal.bullying.models.measures import Measure, MeasureClass
from portal.bullying.rules.measures import LIMITS
from portal.core.db import session


def standing_sanctions(child_ids: Sequence[int]) -> Mapping[int, Sequence[Measure]]:
    """Sanctions in force, by child; a child without any is absent. One statement."""
    sanctions = [kind for kind, limit in LIMITS.items() if limit.measure_class is MeasureClass.SANCTION]
    found = select(Measure).where(Measure.child_id.in_(child_ids), Measure.kind.in_(sanctions), Measure.lifted_at.is_(None))
    by_child: dict[int, list[Measure]] = defaultdict(list)
    for measure in session().scalars(found.order_by(Measure.id)):
        by_child[measure.child_id].append(measure)
    return dict(by_child)
