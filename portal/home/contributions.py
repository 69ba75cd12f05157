"""What the family's pages give the house."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import FAMILY, Permission, Tier
from portal.core.contributions import Contributions, Event, NavItem, SettingDefinition, Source
from portal.home.duties import KIND, SOURCES, child_panel, deadlines, timeline
from portal.home.holdings import HOLDINGS
from portal.home.operations.planting import plant

contributions = Contributions(
    domain="home",
    holdings=HOLDINGS,
    events=(
        Event("home.slips_printed", _l("Enrolment slips printed")),
        Event("home.slip_refused", _l("Enrolment slip: wrong answer"), Tier.WELFARE),
        Event("home.guardian_enrolled", _l("Parent or carer enrolled"), Tier.WELFARE),
        Event("home.renewal_printed", _l("Slip for a new password printed")),
        Event("home.password_renewed", _l("Parent or carer chose a new password"), Tier.WELFARE),
        Event("home.proposed", _l("Family proposed a correction"), Tier.WELFARE),
        Event("home.proposal_decided", _l("Proposed correction answered"), Tier.WELFARE),
        Event("home.word_written", _l("Family wrote to the school"), Tier.WELFARE),
        Event("home.word_answered", _l("School answered the family"), Tier.WELFARE),
        Event("home.sent_read", _l("What a family sent was read"), Tier.WELFARE, reads=True),
        Event("home.consent_given", _l("Consent given"), Tier.WELFARE),
        Event("home.consent_withdrawn", _l("Consent withdrawn"), Tier.WELFARE),
        Event("home.copy_asked", _l("Guardian asked for a copy"), Tier.WELFARE),
        Event("home.copy_opened", _l("Copy opened for a guardian"), Tier.WELFARE),
        Event("home.copy_refused", _l("Copy refused in writing"), Tier.WELFARE),
        Event("home.copy_taken", _l("Guardian took the copy"), Tier.WELFARE, reads=True),
    ),
    nav=(
        NavItem("home", _l("Your child"), "house", "home.index", Permission.SEE_HOME, order=0, tabs=FAMILY, short=_l("My child")),
        NavItem(
            "mine", _l("My account"), "user-cog", "accounts.mine", Permission.SEE_HOME, order=90, tabs=FAMILY, short=_l("My own")
        ),
        NavItem("slips", _l("Parents' logins"), "qr-code", "home.slips", Permission.MAKE_SLIPS, hub="families", order=70),
    ),
    deadlines=(deadlines,),
    child_panels=(child_panel,),
    timeline=(timeline,),
    timeline_kinds={KIND: _l("Words of the family")},
    demo=(plant,),
    settings=(
        SettingDefinition(
            "home.slip_days",
            _l("An enrolment slip can be used for"),
            30,
            Source.SCHOOL,
            "",
            _l("days"),
            _l("Signing in"),
            least=1,
            most=120,
        ),
        SettingDefinition(
            "home.answer_days", _l("Families have an answer within"), 5, Source.SCHOOL, "", _l("working days"),
            _l("What families send"), least=1, most=20,
        ),
        SettingDefinition(
            "home.copy_days", _l("A request for a copy is answered within"), 15, Source.SCHOOL, SOURCES["copies"], _l("days"),
            _l("What families send"), least=1, most=30,
        ),
    ),
)  # fmt: skip
