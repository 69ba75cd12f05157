"""What mandatory reports give the house."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission, Role, Tier
from portal.core.contributions import Contributions, Event, NavItem, SettingDefinition, Source
from portal.core.errors import Words
from portal.reporting.duties import clocks
from portal.reporting.holdings import HOLDINGS
from portal.reporting.operations.calling import call
from portal.reporting.operations.planting import plant
from portal.reporting.shown import REPORTS, desk_panel, figures, left_alone, timeline, withheld

GROUP = _l("Mandatory reports")
AT_ONCE = _l("The law says at once and gives no hours; this number is the school's own.")


def _limit(name: str, label: Words, default: int, unit: Words, most: int, source: Source, words: Words) -> SettingDefinition:
    return SettingDefinition(f"reporting.{name}", label, default, source, words, unit, GROUP, least=1, most=most)


contributions = Contributions(
    domain="reporting",
    holdings=HOLDINGS,
    demo=(plant,),
    events=(
        Event("reporting.filed", _l("Mandatory report filed"), Tier.SEALED),
        Event("reporting.called", _l("Somebody called about a mandatory report"), Tier.SEALED),
        Event("reporting.step_added", _l("Step of a mandatory report written down"), Tier.SEALED),
        Event("reporting.file_added", _l("File added to a mandatory report"), Tier.SEALED),
        Event("reporting.knowing_added", _l("Somebody more knows of a mandatory report"), Tier.SEALED),
        Event("reporting.request_added", _l("Request of the police written down"), Tier.SEALED),
        Event("reporting.request_met", _l("Handed over to the police"), Tier.SEALED),
        Event("reporting.child_named", _l("Mandatory report put to a child's file"), Tier.SEALED),
        Event("reporting.guardian_cleared", _l("A guardian may hear of a mandatory report"), Tier.SEALED),
        Event("reporting.opened", _l("Mandatory report opened"), Tier.SEALED, reads=True),
        Event("reporting.printed", _l("Mandatory report printed"), Tier.SEALED, reads=True),
        Event("reporting.file_opened", _l("File of a mandatory report opened"), Tier.SEALED, reads=True),
    ),
    settings=(
        _limit(
            "police_minutes",
            _l("The principal is told when the police do not know after"),
            30,
            _l("minutes"),
            240,
            Source.SCHOOL,
            AT_ONCE,
        ),
        _limit(
            "bureau_hours", _l("The education bureau knows after the police within"), 24, _l("hours"), 72, Source.SCHOOL, AT_ONCE
        ),
        _limit("civil_hours", _l("Civil affairs know after the police within"), 24, _l("hours"), 72, Source.SCHOOL, AT_ONCE),
        _limit(
            "receipt_hours",
            _l("The police are asked for their receipt after"),
            24,
            _l("hours"),
            72,
            Source.SCHOOL,
            _l("No text gives a time for the receipt; this number is the school's own."),
        ),
        _limit(
            "feedback_days",
            _l("The police are asked for their answer after"),
            3,
            _l("days"),
            3,
            Source.POLICY,
            _l("Opinion on mandatory reporting of harm to minors (trial)"),
        ),
    ),
    nav=(
        NavItem(
            "reporting",
            _l("Mandatory reports"),
            "phone-call",
            "reporting.index",
            Permission.FILE_REPORT,
            hub="incidents",
            order=34,
            tabs=frozenset({Role.DUTY_STAFF, Role.LEGAL_VICE_PRINCIPAL}),
            short=_l("Report up"),
        ),
    ),
    deadlines=(clocks,),
    calls=(call,),
    desk_panels=(desk_panel,),
    timeline=(timeline,),
    timeline_kinds={REPORTS: _l("Mandatory reports")},
    figures=(figures,),
    withheld=(withheld,),
    left_alone=(left_alone,),
)
