"""What still stands against a child when an award is decided; what was lifted does not exist here (rules §12.4, 12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.bullying.models.cases import BullyingCase
from portal.bullying.models.measures import Measure, MeasureClass
from portal.bullying.queries.reach import open_to
from portal.bullying.rules.measures import LIMITS
from portal.children.models import Child
from portal.children.scope import ENROLLED, within
from portal.core.db import session

SANCTIONS = tuple(kind for kind, limit in LIMITS.items() if limit.measure_class is MeasureClass.SANCTION)


@dataclass(frozen=True)
class Standing:
    """A sanction in force, and whose it is."""

    child_id: int
    name: str
    measure: Measure


def standing_in(viewer: Viewer, class_id: int) -> Sequence[Standing]:
    """Sanctions in force in a class, from cases open to the viewer; one statement."""
    found = (
        select(Child.id, Child.name, Measure)
        .join(Measure, Measure.child_id == Child.id)
        .join(BullyingCase, BullyingCase.id == Measure.case_id)
        .where(Child.class_id == class_id, ENROLLED, within(viewer, Tier.WELFARE), open_to(viewer))
        .where(Measure.kind.in_(SANCTIONS), Measure.lifted_at.is_(None))
    )
    return [Standing(*row) for row in session().execute(found.order_by(Child.pinyin, Child.id, Measure.id))]
