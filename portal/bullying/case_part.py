"""What cases give the house: events and the place in the side bar; the rest by the files they name."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import LEADING, Permission, Role, Tier
from portal.core.contributions import Event, NavItem

EVENTS = (
    Event("bullying.case_opened", _l("Bullying case opened"), Tier.SEALED),
    Event("bullying.case_read", _l("Bullying case read"), Tier.SEALED, reads=True),
    Event("bullying.case_sealed", _l("Bullying case sealed for the first time"), Tier.SEALED),
    Event("bullying.case_moved", _l("Bullying case went on"), Tier.SEALED),
    Event("bullying.step_added", _l("Step added to a bullying case"), Tier.SEALED),
    Event("bullying.evidence_taken", _l("Evidence taken in"), Tier.SEALED),
    Event("bullying.evidence_read", _l("Evidence read"), Tier.SEALED, reads=True),
    Event("bullying.evidence_opened", _l("File of evidence opened"), Tier.SEALED),
    Event("bullying.evidence_handed", _l("Original of evidence changed hands"), Tier.SEALED),
    Event("bullying.measure_decided", _l("Measure decided"), Tier.SEALED),
    Event("bullying.measure_lifted", _l("Measure lifted"), Tier.SEALED),
    Event("bullying.letter_written", _l("Letter to guardians written"), Tier.SEALED),
    Event("bullying.letter_served", _l("Letter to guardians arrived"), Tier.SEALED),
    Event("bullying.printed", _l("Paper of a bullying case printed"), Tier.SEALED, reads=True),
    Event("bullying.ledger_exported", _l("Bullying ledger exported"), Tier.SEALED, reads=True),
    Event("bullying.named_in_list", _l("Named in the list for the bureau"), Tier.SEALED, reads=True),
    Event("bullying.awards_asked", _l("Sanctions in force of a class looked up"), Tier.SEALED, reads=True),
    Event("bullying.side_read", _l("Own child's side read by a guardian"), Tier.SEALED, reads=True),
    Event("bullying.reply_given", _l("Guardian replied for the own child"), Tier.SEALED),
)

NAV = (
    NavItem(
        "bullying_cases",
        _l("Bullying cases"),
        "scale",
        "bullying.cases_index",
        Permission.SIT_ON_COMMITTEE,
        hub="incidents",
        order=31,
        tabs=LEADING | {Role.LEGAL_VICE_PRINCIPAL},
        short=_l("Incidents"),
    ),
)
