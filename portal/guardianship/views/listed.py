"""What is missing, for a class or the school: alarms first, then the list an import leaves for the homeroom teacher."""

from __future__ import annotations

from collections import Counter

from flask import render_template, request
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.guardianship.gaps import GapKind
from portal.guardianship.queries import care_within
from portal.guardianship.shown import ShownGap
from portal.guardianship.views.door import blueprint
from portal.guardianship.words import GAPS
from portal.school.classes import class_name


@blueprint.page("/care", requires=Permission.SEE_CARE)
def index() -> ResponseReturnValue:
    """One line for each gap within reach; a fixed number of statements."""
    asked = request.args.get("kind", "")
    found = [(child, gap) for child in care_within(current_viewer()) for gap in child.gaps]
    count = Counter(gap.kind for _child, gap in found)
    today = clock.today()
    rows = [
        (child, class_name(child.class_id), ShownGap.of(gap, today))
        for child, gap in sorted(found, key=lambda row: (list(GapKind).index(row[1].kind), row[1].due))
        if gap.kind == asked or (not asked and not gap.census)
    ]
    kinds = [(kind, GAPS[kind], count[kind]) for kind in GapKind if count[kind]]
    alarms = sum(number for kind, _words, number in kinds if kind is not GapKind.CARER_UNKNOWN)
    return render_template("guardianship/index.html", rows=rows, kinds=kinds, asked=asked, alarms=alarms)
