"""What returns give the house: events, settings, their place in the navigation, and what is due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from portal.access.permissions import LEADING, Permission, Role, Tier
from portal.access.viewer import Viewer
from portal.core.contributions import Contributions, Deadline, Event, NavItem, Source
from portal.summaries.definitions import ReturnForm, return_forms
from portal.summaries.holdings import HOLDINGS
from portal.summaries.models import State
from portal.summaries.periods import Period
from portal.summaries.queries.periods import asked_for, begun_periods, due_day
from portal.summaries.queries.returns import Listed, newest_versions, open_findings, works_on_returns
from portal.summaries.sending.duties import sending_due
from portal.summaries.settings import SETTINGS
from portal.summaries.words import period_words

#: Who acts next on a return in this state.
NEXT = {
    State.DRAFT: Permission.PREPARE_RETURN,
    State.PREPARED: Permission.REVIEW_RETURN,
    State.REVIEWED: Permission.SIGN_RETURN,
}


def returns_due(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """The returns of this and the last period at whoever acts next."""
    if not works_on_returns(viewer):
        return ()
    return [duty for form in return_forms().values() for duty in _due(viewer, form, today)]


def _due(viewer: Viewer, form: ReturnForm, today: date) -> Iterator[Deadline]:
    periods = begun_periods(form, today)[:2]
    begun = newest_versions(viewer, form.id, str(periods[-1])) if periods else {}
    for place, period in enumerate(periods):
        found, words = begun.get(str(period)), period_words(str(period))
        if found is None and place == 0 and viewer.may(Permission.PREPARE_RETURN) and asked_for(period, today):
            yield _deadline(form.id, period, _("Prepare the return of %(month)s", month=words), url_for("summaries.index"))
        elif found is not None and found.state is not State.SIGNED and viewer.may(NEXT[found.state]):
            title = str(_TITLES[found.state]) % {"month": words}
            yield _deadline(form.id, period, title, url_for("summaries.one", return_id=found.id), _why(found))


_TITLES = {
    State.DRAFT: _l("Finish the return of %(month)s"),
    State.PREPARED: _l("Review the return of %(month)s"),
    State.REVIEWED: _l("Sign the return of %(month)s"),
}


def _why(found: Listed) -> str:
    count = open_findings(found.id) if found.state is State.DRAFT else 0
    return ngettext("%(num)s finding to explain or correct", "%(num)s findings to explain or correct", count) if count else ""


def _deadline(kind: str, period: Period, title: str, url: str, why: str = "") -> Deadline:
    return Deadline(
        key=f"summaries.{kind}.{period}",
        title=title,
        why=why or _("Counts only, signed by the principal."),
        due=due_day(period),
        start=period.first,
        url=url,
        source=Source.PRACTICE,
        action=_("Open the return"),
    )


contributions = Contributions(
    domain="summaries",
    holdings=HOLDINGS,
    nav=(
        NavItem(
            "returns",
            _l("Returns"),
            "file-text",
            "summaries.index",
            Permission.SEE_RETURNS,
            order=60,
            tabs=LEADING | {Role.INSPECTOR},
            short=_l("Sending figures"),
        ),
        NavItem(
            "exchange",
            _l("Exchange with the district"),
            "send",
            "summaries.keys",
            Permission.KEEP_EXCHANGE,
            hub="keeping",
            order=92,
        ),
    ),
    deadlines=(returns_due, sending_due),
    settings=SETTINGS,
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
        Event("summaries.queued", _l("Return sent to the district")),
        Event("summaries.accepted", _l("The district took a return")),
        Event("summaries.refused", _l("The district refused a return")),
        Event("summaries.returned", _l("The district handed a return back")),
        Event("summaries.key_made", _l("Key of the exchange made")),
        Event("summaries.taken_out", _l("Return taken out as a file"), reads=True),
    ),
)
