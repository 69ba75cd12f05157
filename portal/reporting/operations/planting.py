"""Mandatory reports of the demo school: one on its way, one closed; everybody in them is invented."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select

from portal.access.permissions import Role
from portal.children.dated import holds_on
from portal.children.models import Child, Enrolment
from portal.core import clock
from portal.core.db import session
from portal.people.models import Post
from portal.reporting.bundles import content_of, step_content
from portal.reporting.models import MandatoryReport, ReportStep, StepKind, Suspect
from portal.reporting.rules import bundle_digest

SHEETS: tuple[tuple[Suspect, dict[str, Any]], ...] = (
    (
        Suspect.GUARDIAN,
        {
            "how": "child",
            "situations": ["4"],
            "words": "早读时说「不想回家，昨天又挨打了」。手臂外侧有两处旧的青紫。",
            "safe": "yes",
            "protected": "留在学校，由班主任陪着；今晚住校。",
            "suspected": "家里的大人，孩子没有说是谁",
        },
    ),
    (
        Suspect.SOMEBODY_ELSE,
        {
            "how": "pupil",
            "situations": ["9"],
            "words": "放学路上有校外的人拦住要钱，已经三次。",
            "safe": "yes",
            "protected": "放学由值班老师送到车站。",
            "suspected": "校外的人，不认识",
        },
    ),
)
WAYS: tuple[tuple[tuple[StepKind, int, dict[str, Any]], ...], ...] = (
    ((StepKind.POLICE, 0, {"office": "镇派出所", "officer": "值班民警", "receipt": "示例〔2026〕11号"}),),
    (
        (StepKind.POLICE, 0, {"office": "镇派出所", "officer": "值班民警", "receipt": "示例〔2026〕7号"}),
        (StepKind.BUREAU, 3, {"office": "区教委安全科", "receipt": "示例备案 5"}),
        (StepKind.CIVIL, 4, {"office": "镇民政办"}),
        (StepKind.FEEDBACK, 40, {"office": "镇派出所", "words": "已经找到人并教育，放学时段加了巡逻。"}),
        (StepKind.CLOSED, 60, {"words": "连着三周没有再发生，孩子和家里都说放心了。"}),
    ),
)


def plant() -> None:
    """Two reports by homeroom teachers about children of their classes; a few statements whatever the size."""
    held = select(Post.class_id, Post.person_id).where(Post.role == Role.HOMEROOM_TEACHER, holds_on(Post, clock.today()))
    teachers = {class_id: person_id for class_id, person_id in session().execute(held)}  # noqa: C416 rows are no pairs to mypy
    there = select(Child.id, Child.name, Child.class_id).where(
        Child.enrolment == Enrolment.ENROLLED, Child.class_id.in_(sorted(each for each in teachers if each))
    )
    children = session().execute(there.order_by(Child.id).limit(len(SHEETS))).all()
    for number, child in enumerate(children):
        _plant_one(number, child, teachers[child.class_id])


def _plant_one(number: int, child: Any, teacher_id: int) -> None:
    suspect, sheet = SHEETS[number]
    found_at = clock.now().replace(microsecond=0) - timedelta(hours=5 + 24 * 25 * number)
    report = MandatoryReport(
        number=f"{clock.today().year}-{len(SHEETS) - number:03d}",
        found_at=found_at,
        filed_at=found_at + timedelta(minutes=8),
        found_by_id=teacher_id,
        child_id=child.id,
        suspect=suspect,
        sheet={"child": child.name, **sheet},
    )
    session().add(report)
    session().flush()
    content: list[Any] = []
    rows: list[dict[str, Any]] = []
    for kind, hours, body in WAYS[number]:
        at = found_at + timedelta(minutes=15, hours=hours)
        content.append(step_content(kind, at, body, teacher_id))
        digest = bundle_digest(content_of(report), content)
        rows.append({"kind": kind, "at": at, "body": body, "digest": digest, "recorded_at": at, "by_id": teacher_id})
    session().execute(insert(ReportStep), [{"report_id": report.id, **row} for row in rows])
