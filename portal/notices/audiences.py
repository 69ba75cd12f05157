"""Who is meant: the children of an audience, and the guardians and carers who may hear of them today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, false, or_

from portal.access.permissions import Tier
from portal.children.dated import holds_on
from portal.children.models import Child, Guardian, Rights
from portal.children.orders import kept_away
from portal.children.queries.apart import lives_apart
from portal.core import clock
from portal.notices.models import AudienceKind
from portal.school.classes import classes


@dataclass(frozen=True)
class To:
    """One part of those a notice is for; `number` is a grade, a class or a child."""

    kind: AudienceKind
    number: int | None = None

    @classmethod
    def read(cls, text: str) -> To:
        """From what a form sends, as in "class:12"; ValueError for anything else."""
        kind, _colon, number = text.partition(":")
        return cls(AudienceKind(kind), int(number) if number else None)

    def __str__(self) -> str:
        return f"{self.kind.value}:{self.number}" if self.number is not None else self.kind.value


def meant(parts: Sequence[To]) -> ColumnElement[bool]:
    """The condition on `Child` for all parts together."""
    return or_(*[_children(part) for part in parts]) if parts else false()


def _children(part: To) -> ColumnElement[bool]:
    if part.kind is AudienceKind.SCHOOL:
        return Child.id.is_not(None)
    if part.kind is AudienceKind.BOARDERS:
        return Child.boarding.is_(True)
    if part.kind is AudienceKind.APART:
        return lives_apart(clock.today())
    if part.kind is AudienceKind.GRADE:
        today = clock.today()
        return Child.class_id.in_([one.id for one in classes().values() if one.grade(today) == part.number])
    return Child.class_id == part.number if part.kind is AudienceKind.CLASS else Child.id == part.number


def may_hear(tier: Tier) -> Sequence[ColumnElement[bool]]:
    """The conditions on `Guardian`: there today, with the rights a notice of this tier needs, kept away by no order."""
    today = clock.today()
    rights = Guardian.rights == Rights.FULL if tier is Tier.WELFARE else Guardian.rights != Rights.NONE
    return (holds_on(Guardian, today), rights, ~kept_away(today))
