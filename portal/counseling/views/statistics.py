"""How the room is used, without any child."""

from __future__ import annotations

from datetime import date, timedelta

from flask import render_template, request
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.counseling.codes import Theme
from portal.counseling.queries.counting import usage
from portal.counseling.views.blueprint import blueprint
from portal.counseling.words import THEMES
from portal.school.queries import calendar, number

HALF_A_YEAR = timedelta(days=182)


@blueprint.page("/counseling/statistics", requires=Permission.SEE_ROOM_STATISTICS)
def statistics() -> ResponseReturnValue:
    """Sessions, hours, waiting time and what talks were about, of this term or the last half year."""
    viewer = current_viewer()
    since = _since(request.args.get("span", "term"))
    found = usage(viewer, since, clock.today())
    names = {theme.value: words for theme, words in THEMES.items()}
    page = {"usage": found, "since": since, "until": clock.today(), "names": names, "other": THEMES[Theme.OTHER]}
    may = viewer.may(Permission.KEEP_CASES)
    return render_template("counseling/statistics.html", least=number("counseling.smallest"), may_keep=may, **page)


def _since(span: str) -> date:
    term = calendar().current_term(clock.today())
    return term.first_day if term and span != "half" else clock.today() - HALF_A_YEAR
