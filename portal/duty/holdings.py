"""What weekend duty keeps."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, select

from portal.access.permissions import Permission
from portal.core.holdings import EMPTIED, Ground, Holding, Texts, about, under
from portal.duty.models.gate import GateCheck, LeaveSlip
from portal.duty.models.shifts import HandOver, ShiftLog, ShiftNote
from portal.duty.models.stays import Collector
from portal.duty.models.tonight import CareOrder, Missing, MissingStep


def _ended(day: date) -> Select[*tuple[Any, ...]]:
    """Weekends that began on that day or before."""
    return select(ShiftLog.id, ShiftLog.weekend, ShiftLog.weekend).where(ShiftLog.weekend <= day)


HOLDINGS = (
    Holding(
        "duty.children",
        _l("Who fetches a child, what to watch at night, who was missing"),
        _l("That every boarder is accounted for"),
        Ground.DUTY,
        _l("Law on the Protection of Minors, articles 35 and 37"),
        ("duty_collector", "duty_gate_check", "duty_leave_slip", "duty_care_order", "duty_missing", "duty_missing_step"),
        opened_by=(
            Permission.KEEP_STAY_LIST,
            Permission.CHECK_GATE,
            Permission.RUN_SHIFT,
        ),
        months=12,
        texts=(
            about(Collector, name=EMPTIED, telephone=None, photo_stored_as=None, photo_digest=None, sealed="photo_stored_as"),
            about(GateCheck, who=EMPTIED, words=None),
            about(LeaveSlip, reason=None, late_words=None),
            about(CareOrder, words=EMPTIED),
            about(Missing, ending=None),
            under(MissingStep.missing_id, Missing, words=None),
        ),
    ),
    Holding(
        "duty.evenings",
        _l("The book of each weekend: notes and hand-overs"),
        _l("To know what happened on a shift"),
        Ground.DUTY,
        _l("Law on the Protection of Minors, articles 35 and 37"),
        ("duty_note", "duty_hand_over"),
        opened_by=(Permission.RUN_SHIFT,),
        months=36,
        texts=(
            Texts(ShiftNote, ShiftNote.log_id.in_, {"words": EMPTIED}),
            Texts(HandOver, HandOver.log_id.in_, {"words": EMPTIED}),
        ),
        ended=_ended,
    ),
    Holding(
        "duty.staff",
        _l("Swaps, the ledger of fairness, and why a roster was published as it is"),
        _l("To share the weekends fairly"),
        Ground.WORK,
        _l("Labour Law"),
        ("duty_swap", "duty_ledger_entry", "duty_draft"),
        opened_by=(Permission.PLAN_ROSTER,),
        kept=_l("As long as somebody works here, and for the fairness of later terms"),
    ),
)
