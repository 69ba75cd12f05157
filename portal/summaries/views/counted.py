"""The list behind a number."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.core.errors import Forbidden, NotFound
from portal.journal.operations import record
from portal.school.classes import class_name
from portal.summaries.counting import ALL, UNKNOWN, Cell
from portal.summaries.definitions import return_forms
from portal.summaries.queries.members import child_ids, children_counted
from portal.summaries.queries.returns import sees_true_counts
from portal.summaries.views.door import blueprint, wanted
from portal.summaries.words import BOARDING_WORDS, SEX_WORDS, grade_words, period_words

GRADES = (UNKNOWN, *map(str, range(1, 13)))


@blueprint.page("/<int:return_id>/children/<indicator>", requires=Permission.SEE_RETURNS)
def children(return_id: int, indicator: str) -> ResponseReturnValue:
    """The children a number counted, as they were counted."""
    viewer, found = current_viewer(), wanted(return_id)
    if not (viewer.may(Permission.SEE_CHILDREN) and sees_true_counts(viewer)):
        raise Forbidden(Permission.SEE_CHILDREN)
    line, cell = return_forms()[found.kind].indicator(indicator), _cell()
    if line is None:
        raise NotFound
    ids = child_ids(found.id, line.id, cell)
    record("summaries.list_opened", subject=found, by=viewer)
    rows = [(child, class_name(child.class_id)) for child in children_counted(viewer, ids)]
    told = {"month": period_words(found.period), "where": _where(cell), "count": len(ids)}
    return render_template("summaries/children.html", found=found, line=line, rows=rows, **told)


def _cell() -> Cell:
    """Which breakdown the address asks for; all where it says nothing."""
    grade, sex, boarding = (request.args.get(name, ALL) for name in ("grade", "sex", "boarding"))
    return (
        grade if grade in GRADES else ALL,
        sex if sex in SEX_WORDS else ALL,
        boarding if boarding in BOARDING_WORDS else ALL,
    )


def _where(cell: Cell) -> list[str]:
    grade, sex, boarding = cell
    words = [grade_words(grade)]
    words += [str(SEX_WORDS[sex])] if sex != ALL else []
    return words + ([str(BOARDING_WORDS[boarding])] if boarding != ALL else [])
