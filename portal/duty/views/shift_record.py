"""The duty record of a shift as a paper."""

from __future__ import annotations

from collections.abc import Sequence

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.core.filters import moment
from portal.core.pdf.answering import answer
from portal.duty.models.shifts import HandOver, ShiftLog
from portal.duty.queries import logs
from portal.duty.queries.open_things import counted
from portal.duty.queries.programme import programme
from portal.duty.queries.search import searched
from portal.duty.shift_paper import Shift, shift_paper
from portal.duty.views.blueprint import blueprint
from portal.journal.operations import record
from portal.school.queries import number, school_profile


@blueprint.page("/duty/logs/<int:log_id>/record.pdf", requires=Permission.RUN_SHIFT)
def shift_record(log_id: int) -> ResponseReturnValue:
    """For who is on the shift, and for who leads."""
    viewer, profile = current_viewer(), school_profile()
    found = logs.log_within(viewer, log_id)
    record("duty.record_printed", subject=found, by=viewer)
    content = shift_paper(_shift(found), profile.name if profile else "", viewer.name)
    return answer(content, f"{_('Duty record')} {found.weekend}.pdf")


def _shift(found: ShiftLog) -> Shift:
    return Shift(
        log=found,
        last_day=logs.last_day(found),
        watch=logs.watch(found.weekend),
        counted=counted(found),
        told=logs.told(found),
        programme=programme(found.weekend),
        searches=_searches(found.id),
        hand_overs=logs.hand_overs(HandOver.log_id == found.id)[::-1],
        turns_at=number("duty.day_turns_at"),
    )


def _searches(log_id: int) -> Sequence[tuple[str, str]]:
    return [
        (moment(since), _("%(name)s was looked for until %(when)s: %(how)s", name=name, when=moment(ended) or "—", how=how or "—"))
        for name, since, ended, how in searched(log_id)
    ]
