"""What roles, tiers and extents are called on the screen."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from portal.access.permissions import Extent, Permission, Role, Tier

ROLE_WORDS: dict[Role, LazyString] = {
    Role.ADMINISTRATOR: _l("System administrator"),
    Role.PRINCIPAL: _l("Principal"),
    Role.SAFEGUARDING_LEAD: _l("Safeguarding lead"),
    Role.COUNSELOR: _l("Counselor"),
    Role.HOMEROOM_TEACHER: _l("Homeroom teacher"),
    Role.TEACHER: _l("Teacher"),
    Role.DUTY_STAFF: _l("Dormitory and duty staff"),
    Role.LEGAL_VICE_PRINCIPAL: _l("Legal vice principal"),
    Role.INSPECTOR: _l("Inspector"),
    Role.AUDITOR: _l("Auditor"),
    Role.GUARDIAN: _l("Parent or guardian"),
    Role.CARER: _l("Carer"),
}

TIER_WORDS: dict[Tier, LazyString] = {
    Tier.DIRECTORY: _l("Name and class"),
    Tier.SCHOOLING: _l("Schooling"),
    Tier.WELFARE: _l("Family and care"),
    Tier.CLINICAL: _l("Screening and counseling"),
    Tier.SEALED: _l("Sealed records"),
}

EXTENT_WORDS: dict[Extent, LazyString] = {
    Extent.SCHOOL: _l("the whole school"),
    Extent.OWN_CLASS: _l("own class"),
    Extent.OWN_HOUSE: _l("own house"),
    Extent.OWN_CHILD: _l("own child"),
    Extent.OWN_CASE: _l("own cases"),
}

PERMISSION_WORDS: dict[Permission, LazyString] = {
    Permission.SIGNED_IN: _l("keep their own password, telephone and sessions"),
    Permission.SEE_DESK: _l("see what is due today"),
    Permission.SEE_CHILDREN: _l("open children's files within reach"),
    Permission.EDIT_CHILD: _l("write in children's files"),
    Permission.REVEAL_TELEPHONE: _l("have a family's telephone number shown (noted each time)"),
    Permission.PRINT_FILE: _l("print a child's file"),
    Permission.CONFIRM_CENSUS: _l("confirm once a term who is left behind"),
    Permission.KEEP_ORDERS: _l("enter and lift no-contact orders"),
    Permission.IMPORT_REGISTRY: _l("read the registry's file in"),
    Permission.MANAGE_ENROLMENT: _l("let children come, leave and change class"),
    Permission.MAKE_SLIPS: _l("print enrolment slips for parents"),
    Permission.SEE_WHO_LOOKED: _l("see who opened a child's file"),
    Permission.SEE_HOME: _l("see the pages for parents"),
    Permission.SEE_STAFF: _l("see who works here and in which post"),
    Permission.MANAGE_ACCOUNTS: _l("give posts, invite, stop and close accounts"),
    Permission.RECORD_VETTING: _l("record the yearly vetting"),
    Permission.SEE_VETTING_HIT: _l("know of a record found in vetting"),
    Permission.SEE_ACCESS_TABLE: _l("see this table"),
    Permission.MANAGE_SCHOOL: _l("keep the school's calendar and settings"),
    Permission.READ_JOURNAL: _l("read the journal"),
    Permission.BREAK_GLASS: _l("open a closed file in an emergency, with reason and end; the principal is told"),
    Permission.SEE_CARE: _l("see who cares for the children within reach, and what is missing"),
    Permission.SEE_ATTENDANCE: _l("see who was not at school"),
    Permission.CALL_CLASS: _l("call the names of a class"),
    Permission.SEE_CONTACT: _l("see when families within reach talked with their children"),
    Permission.RECORD_CONTACT: _l("note that a family talked with its child"),
    Permission.SEE_PAIRS: _l("see which adult is named for which child"),
    Permission.PLAN_PAIRS: _l("name an adult for a child, and end that with a reason"),
    Permission.RECORD_TALK: _l("record talks with children within reach, and hand a worry on"),
    Permission.TAKE_HAND_OVER: _l("take what is handed on with a talk"),
    Permission.RECORD_VISIT: _l("plan and record home visits to children within reach"),
    Permission.SEE_VISIT_COVERAGE: _l("see which children were visited, by class"),
    Permission.SEE_ATTENTION: _l("see which child needs how much attention, and why as far as they may read it"),
    Permission.DECIDE_ATTENTION: _l("confirm or decline a proposed grade of attention, and answer alarms"),
    Permission.KEEP_ATTENTION_RULES: _l("switch rules of attention off and set their numbers"),
    Permission.SEE_HEALTH: _l("see whether the portal itself is well"),
    Permission.SEE_RETURNS: _l("see the returns of the school"),
    Permission.PREPARE_RETURN: _l("prepare a return"),
    Permission.REVIEW_RETURN: _l("review a return"),
    Permission.SIGN_RETURN: _l("sign a return"),
    Permission.RUN_SCREENING: _l("prepare rounds of screening, see answers and results, and lead the talks that follow"),
    Permission.SEE_SCREENING_PROGRESS: _l("see how many have consented and answered, by class, without any result"),
    Permission.RECORD_SCREENING_CONSENT: _l("note on paper consents to screening"),
    Permission.REFER_TO_COUNSELOR: _l("ask the counselor to see a child"),
    Permission.KEEP_CASES: _l("keep counseling cases and the room's calendar"),
    Permission.SEE_COUNSELING_LEVELS: _l("know which children the counselor watches most closely, and confirm a change of level"),
    Permission.SEE_ROOM_STATISTICS: _l("see how the counseling room is used, without any child"),
    Permission.REPORT_BULLYING: _l("report what was seen or heard of bullying"),
    Permission.HANDLE_BULLYING: _l("receive reports of bullying and lead cases through the procedure"),
    Permission.SIT_ON_COMMITTEE: _l("read the cases before the committee one sits on, and vote"),
    Permission.SEE_BULLYING_STEPS: _l("see the safety steps for children within reach"),
    Permission.KEEP_PREVENTION: _l("keep surveys, class meetings and blind spots"),
    Permission.SEE_BULLYING_COUNTS: _l("see how many cases there are and whether steps were in time, without names"),
    Permission.FILE_REPORT: _l("file a mandatory report"),
    Permission.HANDLE_REPORTS: _l("lead mandatory reports to police, bureau and civil affairs"),
    Permission.SEE_REPORTS: _l("read mandatory reports"),
    Permission.SEE_REPORT_COUNTS: _l("see how many mandatory reports there are and whether they were in time, without names"),
    Permission.SEE_ROSTER: _l("see who is on duty, and one's own duties"),
    Permission.PLAN_ROSTER: _l("plan weekend duty and publish the roster"),
    Permission.RUN_SHIFT: _l("lead the roll call, rounds and hand-over of a shift"),
    Permission.KEEP_STAY_LIST: _l("note who stays at the weekend and who is fetched by whom"),
    Permission.CHECK_GATE: _l("check at the gate who fetches a child"),
    Permission.LEARN: _l("read the lessons of the courses"),
    Permission.AUTHOR_LESSONS: _l("write lessons"),
    Permission.REVIEW_LESSONS: _l("review and publish lessons"),
    Permission.KEEP_SESSIONS: _l("hold sessions of the parents' school and note who came"),
    Permission.SEE_GUIDANCE_COVERAGE: _l("see which families were reached by the parents' school, by class"),
    Permission.SEND_NOTICE: _l("write notices to families within reach"),
    Permission.SEE_DELIVERY: _l("see which messages could not be delivered"),
    Permission.KEEP_CHANNELS: _l("set up the ways by which messages go out"),
    Permission.SEND_RETURN: _l("send signed returns upward and take in receipts"),
    Permission.KEEP_EXCHANGE: _l("keep the keys and addresses of the exchange with the district"),
    Permission.KEEP_PRIVACY: _l("see what is kept and until when, close files of those who left, assess the impact"),
    Permission.EMPTY_TEXTS: _l("empty texts whose term is over"),
    Permission.REVIEW_ACCESS: _l("go through everybody's access once a year"),
}


def role_words(role: Role) -> LazyString:
    """The name of a role."""
    return ROLE_WORDS[role]
