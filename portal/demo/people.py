"""Who can be tried in the demo. All people are invented; one password for all, and codes are shown on the page."""

from __future__ import annotations

from dataclasses import dataclass

from portal.access.permissions import Role

PASSWORD = "qingshan-2026"  # noqa: S105 - the demo has no secrets
SCHOOL = "青山乡中心学校"
CODE = "2150999001"
DISTRICT = "509901"
STAFF = "staff.xlsx"
REGISTRY = "registry_export.xlsx"


@dataclass(frozen=True)
class SignIn:
    """One account to try: its login, its role, and what to try with it."""

    login: str
    role: Role
    word: str


SIGN_INS = (
    SignIn("principal", Role.PRINCIPAL, "校长"),
    SignIn("lead", Role.SAFEGUARDING_LEAD, "德育副校长"),
    SignIn("counselor", Role.COUNSELOR, "心理教师"),
    SignIn("homeroom", Role.HOMEROOM_TEACHER, "班主任"),
    SignIn("teacher", Role.TEACHER, "任课教师"),
    SignIn("dormitory", Role.DUTY_STAFF, "生活教师"),
    SignIn("legal", Role.LEGAL_VICE_PRINCIPAL, "法治副校长"),
    SignIn("admin", Role.ADMINISTRATOR, "系统管理员"),
    SignIn("inspector", Role.INSPECTOR, "责任督学"),
    SignIn("auditor", Role.AUDITOR, "审计员"),
    SignIn("parent", Role.GUARDIAN, "家长"),
    SignIn("carer", Role.CARER, "照护人"),
)

#: Posts the staff list does not have.
ADDED = {Role.ADMINISTRATOR: "丁一鸣", Role.INSPECTOR: "文督学", Role.AUDITOR: "石明鉴"}

#: The class of the homeroom teacher to try: grade five in the autumn of 2026.
CLASS = "2022101"
