"""What repeats in cases of a year: places, days, and children who stand in more than one. A reason to look, no judgement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from portal.access.viewer import Viewer
from portal.bullying.models.cases import BullyingCase, Kind, Party, Role
from portal.bullying.queries.reach import open_to
from portal.children.models import Child
from portal.core import clock
from portal.core.db import session

A_YEAR = timedelta(days=365)
REPEATED = 2


@dataclass(frozen=True)
class Repeated:
    """A child in several cases in the same part."""

    child_id: int
    name: str
    class_id: int | None
    role: Role
    cases: int


@dataclass(frozen=True)
class Patterns:
    """Cases of a year by place, by day of the week (0 is Monday), by month and by kind, and who stands in several."""

    total: int
    places: Sequence[tuple[str, int]]
    weekdays: Sequence[tuple[int, int]]
    months: Sequence[tuple[date, int]]
    kinds: Sequence[tuple[Kind, int]]
    repeated: Sequence[Repeated]


def patterns(viewer: Viewer) -> Patterns:
    """Counted over the cases the viewer may open; two statements."""
    since = clock.today() - A_YEAR
    of_year = (BullyingCase.happened_on >= since, open_to(viewer))
    rows = session().execute(select(BullyingCase.place, BullyingCase.happened_on, BullyingCase.kind).where(*of_year)).all()
    places = Counter("".join((row[0] or "").split()) for row in rows)
    return Patterns(
        total=len(rows),
        places=[(place, count) for place, count in places.most_common(12) if place],
        weekdays=sorted(Counter(row[1].weekday() for row in rows).items()),
        months=sorted(Counter(row[1].replace(day=1) for row in rows).items()),
        kinds=Counter(row[2] for row in rows).most_common(),
        repeated=_repeated(since, viewer),
    )


def _repeated(since: date, viewer: Viewer) -> Sequence[Repeated]:
    count = func.count(Party.id)
    found = (
        select(Child.id, Child.name, Child.class_id, Party.role, count)
        .join(Party, Party.child_id == Child.id)
        .join(BullyingCase, BullyingCase.id == Party.case_id)
        .where(BullyingCase.happened_on >= since, open_to(viewer), Party.withdrawn_at.is_(None))
        .where(Party.role.in_((Role.TARGET, Role.AGGRESSOR)))
        .group_by(Child.id, Child.name, Child.class_id, Party.role)
        .having(count >= REPEATED)
        .order_by(count.desc(), Child.id)
    )
    return [Repeated(*row) for row in session().execute(found)]
