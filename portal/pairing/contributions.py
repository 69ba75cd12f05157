"""What pairing gives the house."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import FAMILY, IN_CONTACT, TEACHING, Permission, Role, Tier
from portal.core.contributions import Contributions, Event, NavItem, SettingDefinition, Source
from portal.pairing.duties import adults_gone, desk_links, my_children, talks_due, to_take
from portal.pairing.figures import figures
from portal.pairing.holdings import HOLDINGS
from portal.pairing.operations.planting import plant
from portal.pairing.reach import PAIRED_REACH
from portal.pairing.shown import PAIRS, TALKS, at_hand, child_panel, column, timeline
from portal.pairing.signals import signals

GROUP = _l("Pairing")

#: They reach every child already; asking for their pairs would cost each of their pages a statement.
WHOLE_SCHOOL = frozenset({Role.PRINCIPAL, Role.SAFEGUARDING_LEAD})

CLOSER = _l("The plan asks for more care where more is needed; the number is this school's own")


contributions = Contributions(
    domain="pairing",
    holdings=HOLDINGS,
    demo=(plant,),
    at_hand=(at_hand,),
    events=(
        Event("pairing.made", _l("Adult named for a child"), Tier.WELFARE),
        Event("pairing.ended", _l("Pair ended"), Tier.WELFARE),
        Event("pairing.wish_noted", _l("Wish or conflict noted"), Tier.WELFARE),
        Event("pairing.wish_ended", _l("Wish or conflict ended"), Tier.WELFARE),
        Event("pairing.talk_recorded", _l("Talk recorded"), Tier.WELFARE),
        Event("pairing.talk_withdrawn", _l("Talk withdrawn"), Tier.WELFARE),
        Event("pairing.handed_over", _l("Worry handed on"), Tier.WELFARE),
        Event("pairing.hand_over_read", _l("Worry handed on was read"), Tier.WELFARE, reads=True),
        Event("pairing.hand_over_taken", _l("Worry handed on was taken"), Tier.WELFARE),
    ),
    settings=(
        SettingDefinition(
            "pairing.cap",
            _l("Children one adult is named for at most"),
            5,
            Source.SCHOOL,
            source_words=_l("No rule names a number; some districts hold to three"),
            unit=_l("children"),
            group=GROUP,
            least=1,
            most=30,
        ),
        SettingDefinition(
            "pairing.same_sex_for_boarders",
            _l("A boarder's adult is of the same sex"),
            True,
            Source.SCHOOL,
            group=GROUP,
        ),
        SettingDefinition(
            "pairing.talk_days",
            _l("Days from one talk to the next at most"),
            31,
            Source.PRACTICE,
            source_words=_l("District practice: a talk every month"),
            unit=_l("days"),
            group=GROUP,
            least=7,
            most=120,
        ),
        *(
            SettingDefinition(
                f"pairing.{name}", label, days, Source.SCHOOL, source_words=CLOSER, unit=_l("days"), group=GROUP, least=1, most=120
            )
            for name, label, days in (
                ("talk_days_more", _l("The same for children who need more attention"), 21),
                ("talk_days_close", _l("The same for children who need close attention"), 14),
            )
        ),
        SettingDefinition(
            "pairing.repair_days",
            _l("Days to find another adult when one is gone"),
            7,
            Source.SCHOOL,
            unit=_l("days"),
            group=GROUP,
            least=1,
            most=60,
        ),
        SettingDefinition(
            "pairing.hand_over_working_days",
            _l("Days within which a worry handed on is taken"),
            1,
            Source.SCHOOL,
            unit=_l("working days"),
            group=GROUP,
            least=1,
            most=10,
        ),
    ),
    reaches=dict.fromkeys(sorted(IN_CONTACT - FAMILY - WHOLE_SCHOOL), PAIRED_REACH),
    nav=(
        NavItem(
            "my-children",
            _l("My paired children"),
            "heart-handshake",
            "pairing.mine",
            Permission.RECORD_TALK,
            hub="care",
            order=22,
            tabs=TEACHING,
            short=_l("Note a talk"),
        ),
        NavItem("pairing", _l("Pairing"), "handshake", "pairing.index", Permission.SEE_PAIRS, hub="care", order=30),
        NavItem(
            "hand-overs", _l("Handed on to me"), "inbox", "pairing.hand_overs", Permission.TAKE_HAND_OVER, hub="care", order=24
        ),
    ),
    deadlines=(talks_due, adults_gone, to_take),
    desk_links=(desk_links,),
    desk_panels=(my_children,),
    child_panels=(child_panel,),
    timeline=(timeline,),
    timeline_kinds={TALKS: _l("Talks"), PAIRS: _l("Pairs")},
    list_columns=(column,),
    figures=(figures,),
    signals=(signals,),
)
