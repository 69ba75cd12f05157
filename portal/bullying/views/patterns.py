"""What repeats: places, days, children."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from portal.access.permissions import Permission
from portal.bullying.case_words import ROLES
from portal.bullying.queries.patterns import patterns as found_patterns
from portal.bullying.report_words import KINDS
from portal.bullying.views.blueprint import blueprint
from portal.core.blueprint import current_viewer
from portal.journal.operations import record
from portal.school.classes import class_name


@blueprint.page("/bullying/patterns", requires=Permission.HANDLE_BULLYING)
def patterns() -> ResponseReturnValue:
    """Over a year, for whoever handles cases; reading it is noted."""
    viewer = current_viewer()
    record("bullying.patterns_opened", by=viewer)
    locale = get_locale()
    days = locale.days["format"]["wide"] if locale else {}
    found = found_patterns(viewer)
    return render_template("bullying/patterns.html", found=found, days=days, roles=ROLES, kinds=KINDS, class_name=class_name)
