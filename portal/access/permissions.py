"""The law of access. A page names the permission it needs; a role holds permissions and reaches children tier by tier.

Built on domain table "who may see what" (未成年人保护法 63, 103; 未成年人网络保护条例 36; 精神卫生法 4, 23).
"""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a person is at this school, from a day and until a day."""

    ADMINISTRATOR = "administrator"
    PRINCIPAL = "principal"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    COUNSELOR = "counselor"
    HOMEROOM_TEACHER = "homeroom_teacher"
    TEACHER = "teacher"
    DUTY_STAFF = "duty_staff"
    LEGAL_VICE_PRINCIPAL = "legal_vice_principal"
    INSPECTOR = "inspector"
    AUDITOR = "auditor"
    GUARDIAN = "guardian"
    CARER = "carer"


class Tier(StrEnum):
    """How sensitive a record is; each tier is opened on its own."""

    DIRECTORY = "directory"
    SCHOOLING = "schooling"
    WELFARE = "welfare"
    CLINICAL = "clinical"
    SEALED = "sealed"


class Extent(StrEnum):
    """Whose children a role reaches in a tier; the facts behind it (my class, my child) decide which ones."""

    SCHOOL = "school"
    OWN_CLASS = "own_class"
    OWN_HOUSE = "own_house"
    OWN_CHILD = "own_child"
    OWN_CASE = "own_case"


class Permission(StrEnum):
    """A kind of page or act."""

    SIGNED_IN = "signed_in"
    SEE_DESK = "see_desk"
    SEE_CHILDREN = "see_children"
    EDIT_CHILD = "edit_child"
    REVEAL_TELEPHONE = "reveal_telephone"
    PRINT_FILE = "print_file"
    CONFIRM_CENSUS = "confirm_census"
    KEEP_ORDERS = "keep_orders"
    IMPORT_REGISTRY = "import_registry"
    MANAGE_ENROLMENT = "manage_enrolment"
    MAKE_SLIPS = "make_slips"
    SEE_WHO_LOOKED = "see_who_looked"
    SEE_HOME = "see_home"
    SEE_STAFF = "see_staff"
    MANAGE_ACCOUNTS = "manage_accounts"
    RECORD_VETTING = "record_vetting"
    SEE_VETTING_HIT = "see_vetting_hit"
    SEE_ACCESS_TABLE = "see_access_table"
    MANAGE_SCHOOL = "manage_school"
    READ_JOURNAL = "read_journal"
    BREAK_GLASS = "break_glass"
    SEE_CARE = "see_care"
    SEE_ATTENDANCE = "see_attendance"
    CALL_CLASS = "call_class"
    SEE_CONTACT = "see_contact"
    RECORD_CONTACT = "record_contact"
    SEE_PAIRS = "see_pairs"
    PLAN_PAIRS = "plan_pairs"
    RECORD_TALK = "record_talk"
    TAKE_HAND_OVER = "take_hand_over"
    RECORD_VISIT = "record_visit"
    SEE_VISIT_COVERAGE = "see_visit_coverage"
    SEE_ATTENTION = "see_attention"
    DECIDE_ATTENTION = "decide_attention"
    KEEP_ATTENTION_RULES = "keep_attention_rules"
    SEE_HEALTH = "see_health"
    SEE_RETURNS = "see_returns"
    PREPARE_RETURN = "prepare_return"
    REVIEW_RETURN = "review_return"
    SIGN_RETURN = "sign_return"
    RUN_SCREENING = "run_screening"
    SEE_SCREENING_PROGRESS = "see_screening_progress"
    RECORD_SCREENING_CONSENT = "record_screening_consent"
    REFER_TO_COUNSELOR = "refer_to_counselor"
    KEEP_CASES = "keep_cases"
    SEE_COUNSELING_LEVELS = "see_counseling_levels"
    SEE_ROOM_STATISTICS = "see_room_statistics"
    REPORT_BULLYING = "report_bullying"
    HANDLE_BULLYING = "handle_bullying"
    SIT_ON_COMMITTEE = "sit_on_committee"
    SEE_BULLYING_STEPS = "see_bullying_steps"
    KEEP_PREVENTION = "keep_prevention"
    SEE_BULLYING_COUNTS = "see_bullying_counts"
    FILE_REPORT = "file_report"
    HANDLE_REPORTS = "handle_reports"
    SEE_REPORTS = "see_reports"
    SEE_REPORT_COUNTS = "see_report_counts"
    SEE_ROSTER = "see_roster"
    PLAN_ROSTER = "plan_roster"
    RUN_SHIFT = "run_shift"
    KEEP_STAY_LIST = "keep_stay_list"
    CHECK_GATE = "check_gate"
    LEARN = "learn"
    AUTHOR_LESSONS = "author_lessons"
    REVIEW_LESSONS = "review_lessons"
    KEEP_SESSIONS = "keep_sessions"
    SEE_GUIDANCE_COVERAGE = "see_guidance_coverage"
    SEND_NOTICE = "send_notice"
    SEE_DELIVERY = "see_delivery"
    KEEP_CHANNELS = "keep_channels"
    SEND_RETURN = "send_return"
    KEEP_EXCHANGE = "keep_exchange"
    KEEP_PRIVACY = "keep_privacy"
    EMPTY_TEXTS = "empty_texts"
    REVIEW_ACCESS = "review_access"


P = Permission

#: What anyone signed in may do: own sessions, password, second factor, language.
EVERYONE = frozenset({P.SIGNED_IN})

#: Whoever works here may report that a child may have come to harm (未成年人保护法 11).
STAFF = EVERYONE | {P.SEE_DESK, P.SEE_ACCESS_TABLE, P.REPORT_BULLYING, P.FILE_REPORT}

#: What whoever teaches, leads or counsels does for the children named for them.
WITH_CHILDREN = frozenset({P.SEE_CHILDREN, P.RECORD_TALK, P.RECORD_VISIT, P.REFER_TO_COUNSELOR, P.SEE_ROSTER, P.RUN_SHIFT, P.LEARN})

ROLES: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: STAFF
    | {P.SEE_STAFF, P.MANAGE_ACCOUNTS, P.RECORD_VETTING, P.MANAGE_SCHOOL, P.SEE_HEALTH}
    | {P.SEE_DELIVERY, P.KEEP_CHANNELS, P.KEEP_EXCHANGE},
    Role.PRINCIPAL: STAFF
    | WITH_CHILDREN
    | {P.SEE_PAIRS, P.SEE_VISIT_COVERAGE, P.SEE_ATTENTION, P.DECIDE_ATTENTION, P.SEE_ATTENDANCE}
    | {P.SEE_CHILDREN, P.PRINT_FILE, P.REVEAL_TELEPHONE, P.SEE_WHO_LOOKED, P.SEE_STAFF, P.RECORD_VETTING, P.MANAGE_SCHOOL}
    | {P.SEE_CARE, P.SEE_CONTACT, P.SEE_VETTING_HIT, P.READ_JOURNAL, P.BREAK_GLASS, P.SEE_RETURNS, P.REVIEW_RETURN, P.SIGN_RETURN}
    | {P.SEE_SCREENING_PROGRESS, P.SEE_COUNSELING_LEVELS, P.SEE_ROOM_STATISTICS}
    | {P.HANDLE_BULLYING, P.SIT_ON_COMMITTEE, P.SEE_BULLYING_COUNTS, P.SEE_REPORTS, P.SEE_REPORT_COUNTS}
    | {P.PLAN_ROSTER, P.REVIEW_LESSONS, P.SEE_GUIDANCE_COVERAGE, P.SEND_NOTICE, P.SEE_DELIVERY}
    | {P.KEEP_PRIVACY, P.EMPTY_TEXTS, P.REVIEW_ACCESS},
    Role.SAFEGUARDING_LEAD: STAFF
    | WITH_CHILDREN
    | {P.SEE_PAIRS, P.PLAN_PAIRS, P.TAKE_HAND_OVER, P.SEE_VISIT_COVERAGE, P.SEE_ATTENDANCE, P.CALL_CLASS}
    | {P.SEE_ATTENTION, P.DECIDE_ATTENTION, P.KEEP_ATTENTION_RULES}
    | {P.SEE_CHILDREN, P.EDIT_CHILD, P.REVEAL_TELEPHONE, P.PRINT_FILE, P.IMPORT_REGISTRY, P.MANAGE_ENROLMENT, P.MAKE_SLIPS}
    | {P.CONFIRM_CENSUS, P.KEEP_ORDERS, P.SEE_STAFF, P.RECORD_VETTING, P.BREAK_GLASS, P.MANAGE_SCHOOL}
    | {P.SEE_RETURNS, P.PREPARE_RETURN, P.REVIEW_RETURN, P.SEND_RETURN, P.SEE_CARE, P.SEE_CONTACT, P.RECORD_CONTACT}
    | {P.SEE_SCREENING_PROGRESS, P.SEE_COUNSELING_LEVELS, P.SEE_ROOM_STATISTICS}
    | {P.HANDLE_BULLYING, P.SIT_ON_COMMITTEE, P.KEEP_PREVENTION, P.SEE_BULLYING_COUNTS}
    | {P.HANDLE_REPORTS, P.SEE_REPORTS, P.SEE_REPORT_COUNTS}
    | {P.PLAN_ROSTER, P.KEEP_STAY_LIST, P.CHECK_GATE}
    | {P.AUTHOR_LESSONS, P.REVIEW_LESSONS, P.KEEP_SESSIONS, P.SEE_GUIDANCE_COVERAGE, P.SEND_NOTICE, P.SEE_DELIVERY}
    | {P.KEEP_PRIVACY},
    Role.COUNSELOR: STAFF
    | WITH_CHILDREN
    | {P.TAKE_HAND_OVER, P.SEE_ATTENTION, P.BREAK_GLASS}
    | {P.RUN_SCREENING, P.SEE_SCREENING_PROGRESS, P.RECORD_SCREENING_CONSENT, P.KEEP_CASES, P.SEE_ROOM_STATISTICS}
    | {P.SIT_ON_COMMITTEE, P.AUTHOR_LESSONS},
    Role.HOMEROOM_TEACHER: STAFF
    | WITH_CHILDREN
    | {P.SEE_VISIT_COVERAGE, P.SEE_ATTENTION, P.DECIDE_ATTENTION, P.SEE_ATTENDANCE, P.CALL_CLASS}
    | {P.SEE_CHILDREN, P.EDIT_CHILD, P.REVEAL_TELEPHONE, P.PRINT_FILE, P.CONFIRM_CENSUS, P.MAKE_SLIPS}
    | {P.SEE_CARE, P.SEE_CONTACT, P.RECORD_CONTACT}
    | {P.SEE_SCREENING_PROGRESS, P.RECORD_SCREENING_CONSENT, P.SIT_ON_COMMITTEE, P.SEE_BULLYING_STEPS, P.KEEP_PREVENTION}
    | {P.KEEP_STAY_LIST, P.AUTHOR_LESSONS, P.KEEP_SESSIONS, P.SEE_GUIDANCE_COVERAGE, P.SEND_NOTICE},
    Role.TEACHER: STAFF
    | WITH_CHILDREN
    | {P.REVEAL_TELEPHONE, P.RECORD_CONTACT, P.SEE_ATTENTION, P.SIT_ON_COMMITTEE, P.AUTHOR_LESSONS},
    Role.DUTY_STAFF: STAFF | WITH_CHILDREN | {P.REVEAL_TELEPHONE, P.RECORD_CONTACT, P.CHECK_GATE},
    Role.LEGAL_VICE_PRINCIPAL: STAFF | {P.SIT_ON_COMMITTEE, P.SEE_REPORTS},
    Role.INSPECTOR: (STAFF - {P.REPORT_BULLYING, P.FILE_REPORT}) | {P.SEE_RETURNS, P.SEE_BULLYING_COUNTS, P.SEE_REPORT_COUNTS},
    Role.AUDITOR: STAFF | {P.READ_JOURNAL},
    Role.GUARDIAN: EVERYONE | {P.SEE_HOME, P.LEARN},
    Role.CARER: EVERYONE | {P.SEE_HOME, P.LEARN},
}

REACH: dict[Role, dict[Tier, Extent]] = {
    Role.PRINCIPAL: dict.fromkeys((Tier.DIRECTORY, Tier.SCHOOLING, Tier.WELFARE, Tier.SEALED), Extent.SCHOOL),
    Role.SAFEGUARDING_LEAD: dict.fromkeys((Tier.DIRECTORY, Tier.SCHOOLING, Tier.WELFARE), Extent.SCHOOL),
    Role.COUNSELOR: {
        Tier.DIRECTORY: Extent.SCHOOL,
        Tier.SCHOOLING: Extent.OWN_CASE,
        Tier.WELFARE: Extent.OWN_CASE,
        Tier.CLINICAL: Extent.OWN_CASE,
    },
    Role.HOMEROOM_TEACHER: dict.fromkeys((Tier.DIRECTORY, Tier.SCHOOLING, Tier.WELFARE), Extent.OWN_CLASS),
    Role.DUTY_STAFF: {Tier.DIRECTORY: Extent.OWN_HOUSE},
    Role.GUARDIAN: dict.fromkeys((Tier.DIRECTORY, Tier.SCHOOLING, Tier.WELFARE), Extent.OWN_CHILD),
    Role.CARER: {Tier.DIRECTORY: Extent.OWN_CHILD},
}

#: Roles that must sign in with a second factor.
SECOND_FACTOR = frozenset({Role.ADMINISTRATOR, Role.PRINCIPAL, Role.SAFEGUARDING_LEAD, Role.COUNSELOR})

#: Roles in contact with children: their accounts open only with a clear, unexpired vetting record (未成年人保护法 62).
IN_CONTACT = frozenset(
    {
        Role.PRINCIPAL,
        Role.SAFEGUARDING_LEAD,
        Role.COUNSELOR,
        Role.HOMEROOM_TEACHER,
        Role.TEACHER,
        Role.DUTY_STAFF,
        Role.LEGAL_VICE_PRINCIPAL,
    }
)

#: Whoever leads the school's care for children, and whoever teaches them.
LEADING = frozenset({Role.PRINCIPAL, Role.SAFEGUARDING_LEAD})
TEACHING = frozenset({Role.HOMEROOM_TEACHER, Role.TEACHER})

#: Roles of the family, not of the school.
FAMILY = frozenset({Role.GUARDIAN, Role.CARER})
AT_SCHOOL = frozenset(Role) - FAMILY
