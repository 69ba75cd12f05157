"""What plans keep."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.permissions import Permission
from portal.core.holdings import EMPTIED, Ground, Holding, Texts, about, under
from portal.plans.models import CarePlan, MeasureDone, PlannedMeasure


def _of_measures(ids: Any) -> Any:
    lines = select(PlannedMeasure.id).join(CarePlan, CarePlan.id == PlannedMeasure.plan_id).where(CarePlan.child_id.in_(ids))
    return MeasureDone.measure_id.in_(lines)


HOLDINGS = (
    Holding(
        "plans.plans",
        _l("The plan of help of a child"),
        _l("To agree who does what for the child"),
        Ground.DUTY,
        _l("Ten measures of the ministry of education, 2025"),
        ("care_plan", "care_plan_measure", "care_plan_done"),
        opened_by=(Permission.RECORD_TALK, Permission.SEE_CARE),
        months=36,
        texts=(
            about(CarePlan, goal=EMPTIED, ended_why=None),
            under(PlannedMeasure.plan_id, CarePlan, what=EMPTIED, who=EMPTIED, often=None),
            Texts(MeasureDone, _of_measures, {"words": None}),
        ),
    ),
)
