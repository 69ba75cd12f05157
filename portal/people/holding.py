"""Who holds a post today: those the portal calls when something cannot wait."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select

from portal.access.permissions import Role
from portal.core.db import session
from portal.people.models import Post


def holders(roles: Sequence[Role], day: date, class_id: int | None = None) -> Sequence[int]:
    """Numbers of the people who hold one of these posts on a day, of one class when it is named; one statement."""
    held = (Post.role.in_(roles), Post.from_day <= day, or_(Post.until_day.is_(None), Post.until_day >= day))
    of_class = () if class_id is None else (Post.class_id == class_id,)
    return session().scalars(select(Post.person_id).where(*held, *of_class).distinct().order_by(Post.person_id)).all()
