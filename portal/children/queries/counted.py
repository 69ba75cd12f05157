"""Which children this school counts as left behind when it gives them somebody, visits them and asks after them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, or_

from portal.children.left_behind import DEFINITIONS
from portal.children.queries.left_behind import left_behind
from portal.school.queries import setting


def counts_as_left_behind(on: date) -> ColumnElement[bool]:
    """The condition on `Child` by the definition the school set; "any" is met by any of the four."""
    chosen = str(setting("children.definition"))
    if chosen in DEFINITIONS:
        return left_behind(chosen, on)
    return or_(*(left_behind(definition, on) for definition in DEFINITIONS))
