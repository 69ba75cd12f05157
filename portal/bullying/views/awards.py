"""When an award is decided: which sanctions stand in a class. What was lifted is not here, for nobody."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.bullying.case_words import MEASURES
from portal.bullying.queries.awards import standing_in
from portal.bullying.views.blueprint import blueprint
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.journal.operations import record
from portal.school.classes import class_name, classes


@blueprint.page("/bullying/awards", requires=Permission.HANDLE_BULLYING)
def awards() -> ResponseReturnValue:
    """One class at a time; asking is noted."""
    viewer, today = current_viewer(), clock.today()
    of_school = [(id_, one.name()) for id_, one in classes().items() if one.grade(today) is not None]
    chosen = request.args.get("class", type=int)
    found = None
    if chosen is not None and chosen in dict(of_school):
        record("bullying.awards_asked", by=viewer)
        found = standing_in(viewer, chosen)
    return render_template(
        "bullying/awards.html", of_school=of_school, chosen=chosen, found=found, measures=MEASURES, class_name=class_name
    )
