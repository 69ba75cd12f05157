"""What returns give the house: events, settings, their place in the navigation, and what is due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.core.contributions import Contributions, Deadline, Event, NavItem, SettingDefinition, Source
from portal.core.errors import Words
from portal.school.queries import number
from portal.summaries.definitions import return_forms
from portal.summaries.models import State
from portal.summaries.months import Month
from portal.summaries.queries.returns import Listed, newest_versions, open_findings, works_on_returns
from portal.summaries.words import month_words

GROUP: Words = _l("Returns")

#: Who acts next on a return in this state.
NEXT = {
    State.DRAFT: Permission.PREPARE_RETURN,
    State.PREPARED: Permission.REVIEW_RETURN,
    State.REVIEWED: Permission.SIGN_RETURN,
}


def returns_due(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """This month's returns at whoever acts next, and last month's while they are not signed."""
    if not works_on_returns(viewer):
        return ()
    return [duty for kind in return_forms() for duty in _due(viewer, kind, Month.of(today))]


def _due(viewer: Viewer, kind: str, month: Month) -> Iterator[Deadline]:
    begun = newest_versions(viewer, kind, str(month.before))
    for one in (month.before, month):
        found = begun.get(str(one))
        if found is None and one == month and viewer.may(Permission.PREPARE_RETURN):
            title = _("Prepare the return of %(month)s", month=month_words(one.first))
            yield _deadline(kind, one, title, url_for("summaries.index"))
        elif found is not None and found.state is not State.SIGNED and viewer.may(NEXT[found.state]):
            title = str(_TITLES[found.state]) % {"month": month_words(one.first)}
            yield _deadline(kind, one, title, url_for("summaries.one", return_id=found.id), _why(found))


_TITLES = {
    State.DRAFT: _l("Finish the return of %(month)s"),
    State.PREPARED: _l("Review the return of %(month)s"),
    State.REVIEWED: _l("Sign the return of %(month)s"),
}


def _why(found: Listed) -> str:
    count = open_findings(found.id) if found.state is State.DRAFT else 0
    return ngettext("%(num)s finding to explain or correct", "%(num)s findings to explain or correct", count) if count else ""


def _deadline(kind: str, month: Month, title: str, url: str, why: str = "") -> Deadline:
    return Deadline(
        key=f"summaries.{kind}.{month}",
        title=title,
        why=why or _("Counts only, signed by the principal."),
        due=month.due(number("summaries.due_day")),
        start=month.first,
        url=url,
        source=Source.PRACTICE,
        action=_("Open the return"),
    )


contributions = Contributions(
    domain="summaries",
    nav=(NavItem("returns", _l("Returns"), "file-text", "summaries.index", Permission.SEE_RETURNS, order=60),),
    deadlines=(returns_due,),
    settings=(
        SettingDefinition(
            "summaries.definition",
            _l("Definition of left-behind in the returns"),
            "A",
            Source.POLICY,
            _l("State Council 2016 No. 13"),
            group=GROUP,
            hint=_l("All four are counted in every return; this one is broken down further."),
            choices=(
                ("A", _l("A, State Council 2016")),
                ("B", _l("B, national registry")),
                ("C", _l("C, education statistics")),
                ("D", _l("D, district practice")),
            ),
        ),
        SettingDefinition(
            "summaries.due_day",
            _l("Day of the month the return is due"),
            28,
            Source.PRACTICE,
            _l("A county's rule for the monthly report on drop-outs"),
            unit=_l("th"),
            group=GROUP,
            least=1,
            most=31,
        ),
        SettingDefinition(
            "summaries.small_cells",
            _l("Counts below this are not shown outside the school"),
            5,
            Source.SCHOOL,
            _l("A rare event would single a child out (Law on the Protection of Minors, art. 103)"),
            unit=_l("children"),
            group=GROUP,
            least=3,
            most=20,
        ),
        SettingDefinition(
            "summaries.change_percent",
            _l("A change since last time larger than this is explained"),
            20,
            Source.SCHOOL,
            unit=_l("per cent"),
            group=GROUP,
            least=5,
            most=100,
        ),
    ),
    events=(
        Event("summaries.counted", _l("Return counted")),
        Event("summaries.figure_written_in", _l("Figure written into a return")),
        Event("summaries.finding_explained", _l("Finding of a return explained")),
        Event("summaries.change_explained", _l("Changed figure of a return explained")),
        Event("summaries.prepared", _l("Return prepared")),
        Event("summaries.reviewed", _l("Return reviewed")),
        Event("summaries.signed", _l("Return signed")),
        Event("summaries.sent_back", _l("Return sent back")),
        Event("summaries.correction_begun", _l("Correction of a return begun")),
        Event("summaries.list_opened", _l("Children behind a number opened"), Tier.WELFARE, reads=True),
        Event("summaries.taken_out", _l("Return taken out as a file"), reads=True),
    ),
)
