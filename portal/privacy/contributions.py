"""What the pages on personal information give the house."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission, Tier
from portal.core.contributions import Contributions, Event, NavItem, SettingDefinition, Source
from portal.core.holdings import Ground, Holding
from portal.privacy.shown import panels, privacy_due

PRIVACY = _l("Personal information")
GROUP = _l("How long records are kept")
DAYS = _l("days")

contributions = Contributions(
    domain="privacy",
    nav=(NavItem("privacy", PRIVACY, "shield-check", "privacy.index", Permission.KEEP_PRIVACY, hub="keeping", order=92),),
    events=(
        Event("privacy.emptied", _l("Texts past their term were emptied"), Tier.WELFARE),
        Event("privacy.file_closed", _l("File of a child who left was closed"), Tier.SCHOOLING),
        Event("privacy.file_reopened", _l("File was taken out of the archive"), Tier.SCHOOLING),
        Event("privacy.bundle_taken", _l("Bundle of a file was taken"), Tier.WELFARE, reads=True),
        Event("privacy.record_printed", _l("Processing record printed"), reads=True),
        Event("privacy.assessment_written", _l("Assessment of impact written")),
        Event("privacy.assessment_changed", _l("Assessment of impact changed")),
        Event("privacy.assessment_signed", _l("Assessment of impact signed")),
        Event("privacy.assessment_printed", _l("Assessment of impact printed"), reads=True),
    ),
    settings=(
        SettingDefinition(
            "privacy.archive_days",
            _l("The file of a child who left is closed after"),
            30,
            Source.SCHOOL,
            _l("As long as a change of the roll can be taken back"),
            DAYS,
            GROUP,
            least=30,
            most=400,
        ),
        SettingDefinition(
            "privacy.assessment_days",
            _l("The impact is assessed again after"),
            365,
            Source.SCHOOL,
            _l("The law asks for it beforehand; once a year is this school's own"),
            DAYS,
            GROUP,
            least=90,
            most=1100,
        ),
    ),
    deadlines=(privacy_due,),
    child_panels=(panels,),
    holdings=(
        Holding(
            "privacy.own",
            _l("What was emptied and why; assessments of impact"),
            _l("To account for the end of records"),
            Ground.DUTY,
            _l("Personal Information Protection Law, articles 19, 47, 55 and 56"),
            ("privacy_erasure", "impact_assessment"),
            opened_by=(Permission.KEEP_PRIVACY,),
            kept=_l("At least three years, as proof"),
        ),
    ),
)
