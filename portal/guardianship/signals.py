"""What care tells the rules of attention: its gravest gaps, as facts with their day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from flask_babel import lazy_gettext as _l

from portal.children.models import Child
from portal.core.contributions import Signal, SignalDefinition, SignalKind, Signals, Worse
from portal.core.errors import Words
from portal.guardianship.gaps import Gap, GapKind
from portal.guardianship.queries import care_where
from portal.guardianship.words import GAPS

#: What is said when there is no such gap.
TOLD: Mapping[GapKind, Words] = {
    GapKind.ALONE: _l("Does not live alone"),
    GapKind.UNATTENDED: _l("Is looked after"),
    GapKind.CARER_UNFIT: _l("The carer is able to care"),
    GapKind.AGREEMENT_MISSING: _l("An agreement of entrusted care is in force, or none is needed"),
    GapKind.NOBODY_REACHABLE: _l("Somebody can be reached"),
}

#: One that has run out is no complete one either.
ALSO = {GapKind.AGREEMENT_MISSING: {GapKind.AGREEMENT_MISSING, GapKind.AGREEMENT_EXPIRED}}


def read(child_ids: Sequence[int], day: date) -> Mapping[int, Mapping[str, Signal]]:
    """Five facts for each child about whose care something is known; six statements."""
    found = care_where(Child.id.in_(child_ids), on=day)
    return {child.id: {f"guardianship.{kind}": _signal(child.gaps, kind) for kind in TOLD} for child in found}


def _signal(gaps: Sequence[Gap], kind: GapKind) -> Signal:
    gap = next((gap for gap in gaps if gap.kind in ALSO.get(kind, {kind})), None)
    return Signal(gap is not None, gap.since if gap else None)


def _definition(kind: GapKind, no: Words) -> SignalDefinition:
    yes = GAPS[kind]
    return SignalDefinition(
        f"guardianship.{kind}", yes, SignalKind.TRUTH, lambda value, _detail: yes if value else no, worse=Worse.YES
    )


signals = Signals(definitions=tuple(_definition(kind, no) for kind, no in TOLD.items()), read=read)
