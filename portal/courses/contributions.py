"""What courses gives the house."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import FAMILY, Permission, Tier
from portal.core.contributions import Contributions, Event, NavItem, SettingDefinition, Source
from portal.courses.copied import family_copy
from portal.courses.duties import duties, too_few
from portal.courses.figures import figures
from portal.courses.holdings import HOLDINGS
from portal.courses.operations.planting import plant
from portal.courses.shown import KIND, child_panel, home_panels, timeline

GROUP = _l("Parents' school")

contributions = Contributions(
    domain="courses",
    holdings=HOLDINGS,
    family_copy=(family_copy,),
    events=(
        Event("courses.learned", _l("Lesson learned")),
        Event("courses.certified", _l("Certificate of learning issued")),
        Event("courses.draft_written", _l("Draft of a lesson saved")),
        Event("courses.draft_sent", _l("Draft of a lesson sent to review")),
        Event("courses.draft_returned", _l("Draft of a lesson given back")),
        Event("courses.draft_dropped", _l("Draft of a lesson put away")),
        Event("courses.media_added", _l("Sound, film or captions put beside a lesson")),
        Event("courses.lesson_published", _l("Lesson published")),
        Event("courses.lesson_rests", _l("Lesson taken off the list")),
        Event("courses.lesson_back", _l("Lesson put back on the list")),
        Event("courses.session_planned", _l("Session of the parents' school planned")),
        Event("courses.session_changed", _l("Session of the parents' school changed")),
        Event("courses.session_cancelled", _l("Session of the parents' school cancelled")),
        Event("courses.invitation_answered", _l("Invitation answered by the family"), Tier.WELFARE),
        Event("courses.attended", _l("Family came to the parents' school"), Tier.WELFARE),
        Event("courses.attendance_withdrawn", _l("Attendance of a family taken back"), Tier.WELFARE),
        Event("courses.attendance_complete", _l("Attendance of a class complete")),
        Event("courses.absence_contact", _l("Absent family spoken with"), Tier.WELFARE),
        Event("courses.home_lesson", _l("Lesson brought to the home"), Tier.WELFARE),
        Event("courses.guidance_opened", _l("Guidance of a family opened"), Tier.WELFARE, reads=True),
        Event("courses.home_lesson_withdrawn", _l("Lesson brought to the home withdrawn"), Tier.WELFARE),
    ),
    settings=(
        SettingDefinition(
            "courses.sessions_per_term", _l("Sessions of the parents' school in a term"), 2, Source.LAW,
            _l("City regulation on family education, art. 22: at least two"), _l("sessions"), GROUP, least=1, most=20,
        ),
        SettingDefinition(
            "courses.absent_days", _l("Absent families are spoken with within"), 7, Source.SCHOOL,
            _l("City regulation on family education, art. 23: without delay; the number of days is this school's own"),
            _l("days"), GROUP, least=1, most=30,
        ),
        SettingDefinition(
            "courses.audio_mb", _l("The largest sound of a lesson"), 8, Source.SCHOOL, "", _l("MB"), GROUP, least=1, most=20,
        ),
        SettingDefinition(
            "courses.video_mb", _l("The largest film of a lesson"), 30, Source.SCHOOL, "", _l("MB"), GROUP, least=1, most=36,
        ),
    ),
    nav=(
        NavItem("courses", _l("Lessons"), "book-open", "courses.index", Permission.LEARN, hub="families", order=50, tabs=FAMILY),
        NavItem(
            KIND, GROUP, "graduation-cap", "courses.covered", Permission.SEE_GUIDANCE_COVERAGE, hub="families", order=52
        ),
    ),
    deadlines=(duties, too_few),
    child_panels=(child_panel,),
    home_panels=(home_panels,),
    timeline=(timeline,),
    timeline_kinds={KIND: GROUP},
    figures=(figures,),
    demo=(plant,),
)  # fmt: skip
