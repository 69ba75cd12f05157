"""What the school may set about its returns."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.core.contributions import SettingDefinition, Source
from portal.core.errors import Words

GROUP: Words = _l("Returns")

SETTINGS = (
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
        "summaries.term_due_days",
        _l("Days after its last one in which a term's return is due"),
        14,
        Source.SCHOOL,
        unit=_l("days"),
        group=GROUP,
        least=1,
        most=60,
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
    SettingDefinition(
        "summaries.district_address",
        _l("Address of the district's receiver"),
        "",
        Source.SCHOOL,
        group=GROUP,
        hint=_l("Such as https://returns.example.cn. Left empty, letters go out as files."),
    ),
    SettingDefinition(
        "summaries.district_key",
        _l("Key of the district's receipts"),
        "",
        Source.SCHOOL,
        group=GROUP,
        hint=_l("44 characters from the district. Compare them over another way, such as by telephone."),
    ),
)
