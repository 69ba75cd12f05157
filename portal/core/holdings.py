"""What the house keeps of people: each domain declares it once, with purpose, ground, readers and the end of it.

From these declarations come the processing record, the impact assessment and the rules of retention
(个人信息保护法 6, 19, 47, 55-56; 未成年人网络保护条例 36-37).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from portal.access.permissions import Permission, Tier
from portal.core import clock
from portal.core.errors import Words


class Ground(StrEnum):
    """Why it may be kept at all (个人信息保护法 13, 28-31)."""

    DUTY = "duty"
    CONSENT = "consent"
    WORK = "work"


@dataclass(frozen=True)
class Texts:
    """The columns of a table that are emptied when their time is over.

    `of(subject_ids)` is the condition for the rows about these subjects; `blank` says what each column holds afterwards; `sealed`
    names the column with the name of a sealed file that goes with the row.
    """

    model: Any
    of: Callable[[Sequence[int]], ColumnElement[bool]]
    blank: Mapping[str, Any]
    sealed: str = ""


@dataclass(frozen=True)
class Holding:
    """One kind of personal information: the tables it stands in, why, on which ground and law, who reads it, and until when.

    Whoever reaches the `tier` of a child, and whoever holds one of `opened_by`, reads it.

    With `months` it ends so long after the child has left (or after what `ended` says): `texts` are emptied then, when a person
    confirms it. Without, `kept` says in words how long. `ended(day)` selects (subject id, what to call it, day it ended) of what
    ended on that day or before.
    """

    key: str
    label: Words
    purpose: Words
    ground: Ground
    law: Words
    tables: Sequence[str]
    tier: Tier | None = None
    opened_by: Sequence[Permission] = ()
    kept: Words = ""
    given: Words = ""
    months: int = 0
    texts: Sequence[Texts] = field(default=())
    ended: Callable[[date], Select[*tuple[Any, ...]]] | None = None

    @property
    def setting(self) -> str:
        """The name of the setting that says how many months."""
        return f"{self.key}_months"


#: What stands where a text that may not be missing was emptied.
EMPTIED = "—"


def about(model: Any, *, sealed: str = "", **blank: Any) -> Texts:
    """Texts of a table with the child's number in it. A blank that is a function is given what stood there."""
    return Texts(model, model.child_id.in_, blank, sealed)


def under(column: Any, parent: Any, **blank: Any) -> Texts:
    """Texts of a table whose `column` names a row of `parent`, which has the child's number."""
    return Texts(column.class_, lambda ids: column.in_(select(parent.id).where(parent.child_id.in_(ids))), blank)


def uploads_over(model: Any, *steps: Any) -> Callable[[date], Select[*tuple[Any, ...]]]:
    """Uploaded files that are over (in one of these steps) and came on a day or before."""
    columns = (model.id, model.filename, model.uploaded_at)
    return lambda day: select(*columns).where(model.step.in_(steps), model.uploaded_at < clock.begin_of(day + timedelta(days=1)))


def emptied(form: Any) -> Any:
    """A form with its keys and nothing in them."""
    if isinstance(form, dict):
        return {key: emptied(value) for key, value in form.items()}
    return [] if isinstance(form, list) else ""
