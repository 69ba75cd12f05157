"""What a guardian's copy holds of the plan of help: who does what for the child, in every edition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from portal.access.viewer import Viewer
from portal.children.withholding import kept_from
from portal.plans.models import CarePlan
from portal.plans.queries import plans_of


def family_copy(viewer: Viewer, child_id: int) -> Sequence[tuple[str, Any]]:
    """Newest first; nothing for a guardian who must hear nothing on its own, for a plan may say whom it guards against."""
    if kept_from(viewer, [child_id]):
        return []
    return [("plans", [_edition(plan) for plan in plans_of(child_id)])]


def _edition(plan: CarePlan) -> dict[str, Any]:
    measures = [{"what": one.what, "who": one.who, "often": one.often, "next_on": one.next_on} for one in plan.measures]
    return {
        "edition": plan.edition, "goal": plan.goal, "from": plan.from_day, "until": plan.until_day, "measures": measures,
    }  # fmt: skip
