"""One row of a staff list: what its columns mean, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Role
from portal.core import telephone
from portal.core.errors import Words
from portal.core.sheets.cells import Cell, Formula, plain_text
from portal.registry.class_numbers import class_number
from portal.registry.dates import day

NUMBER, NAME, SEX, TELEPHONE, TITLE, CLASS, HOUSE, VETTED = (
    "工号", "姓名", "性别", "手机", "职务", "班主任班号", "宿舍值班", "入职查询日期",
)  # fmt: skip

COLUMNS: Mapping[str, Sequence[str]] = {
    NUMBER: ("教工号", "教师编号", "编号"),
    NAME: ("教师姓名", "教职工姓名"),
    SEX: (),
    TELEPHONE: ("手机号", "手机号码", "联系电话", "电话"),
    TITLE: ("岗位", "职位", "任职"),
    CLASS: ("班号", "任班主任班级", "班主任班级"),
    HOUSE: ("宿舍", "值班楼栋", "宿舍楼"),
    VETTED: ("查询日期", "入职查询", "准入查询日期"),
}

TITLES: Mapping[str, Role] = {
    "校长": Role.PRINCIPAL,
    "书记": Role.TEACHER,
    "副校长": Role.TEACHER,
    "德育副校长": Role.SAFEGUARDING_LEAD,
    "德育主任": Role.SAFEGUARDING_LEAD,
    "安全主任": Role.SAFEGUARDING_LEAD,
    "政教主任": Role.SAFEGUARDING_LEAD,
    "法治副校长": Role.LEGAL_VICE_PRINCIPAL,
    "心理教师": Role.COUNSELOR,
    "心理老师": Role.COUNSELOR,
    "班主任": Role.HOMEROOM_TEACHER,
    "任课教师": Role.TEACHER,
    "教师": Role.TEACHER,
    "校医": Role.TEACHER,
    "生活教师": Role.DUTY_STAFF,
    "宿管": Role.DUTY_STAFF,
    "宿管员": Role.DUTY_STAFF,
    "门卫": Role.DUTY_STAFF,
    "保安": Role.DUTY_STAFF,
    "系统管理员": Role.ADMINISTRATOR,
    "督学": Role.INSPECTOR,
    "审计员": Role.AUDITOR,
}
HOUSES = {"男生楼": "1", "男生宿舍": "1", "男": "1", "女生楼": "2", "女生宿舍": "2", "女": "2"}
SEXES = {"男": "1", "1": "1", "女": "2", "2": "2", "": ""}


@dataclass(frozen=True)
class Finding:
    """Something about one cell; a row with a problem stays out, one with a warning goes in."""

    row: int
    column: str
    problem: Words


@dataclass(frozen=True)
class Entry:
    """One readable row."""

    row: int
    staff_no: str
    name: str
    sex: str
    telephone: str
    role: Role
    title: str
    class_number: str
    house: str
    vetted_on: date | None


def is_header(cells: Sequence[Cell]) -> bool:
    """A row that names the two columns without which nothing can be read."""
    found = headings(cells)
    return NAME in found and TITLE in found


def headings(cells: Sequence[Cell]) -> dict[str, int]:
    """Where each known column stands."""
    known = {word: column for column, others in COLUMNS.items() for word in (column, *others)}
    named = (("".join(plain_text(cell).split()), place) for place, cell in enumerate(cells))
    return {known[word]: place for word, place in named if word in known}


def entry_of(row: int, cells: Mapping[str, Cell], today: date) -> Entry | Finding:
    """The row, or the first thing that keeps it out."""
    formula = next((column for column, cell in cells.items() if isinstance(cell, Formula)), None)
    if formula is not None:
        return Finding(row, formula, _l("A formula stands here. Paste it as a value."))
    texts = {column: plain_text(cell).strip() for column, cell in cells.items()}
    role = TITLES.get(texts.get(TITLE, ""))
    number = class_number(texts[CLASS], today) if texts.get(CLASS) else ""
    problem = _problem(texts, role, number)
    if problem is not None or role is None:
        return Finding(row, *(problem or (TITLE, _l("This post is not known here."))))
    return Entry(
        row=row,
        staff_no=texts.get(NUMBER, ""),
        name=texts[NAME],
        sex=SEXES[texts.get(SEX, "")],
        telephone=telephone.normalised(texts[TELEPHONE]) or "" if texts.get(TELEPHONE) else "",
        role=role,
        title="" if texts[TITLE] in ("班主任", "任课教师") else texts[TITLE],
        class_number=number or "",
        house=HOUSES.get(texts.get(HOUSE, ""), ""),
        vetted_on=day(cells[VETTED]) if texts.get(VETTED) else None,
    )


def _problem(texts: Mapping[str, str], role: Role | None, number: str | None) -> tuple[str, Words] | None:
    checks: Sequence[tuple[str, bool, Words]] = (
        (NAME, not texts.get(NAME), _l("The name is missing.")),
        (SEX, texts.get(SEX, "") not in SEXES, _l("Write %(one)s or %(other)s.", one="男", other="女")),
        (TELEPHONE, _is_bad(texts.get(TELEPHONE, "")), _l("This is no telephone number. A mobile number has eleven digits.")),
        (TITLE, role is None, _l("This post is not known here.")),
        (CLASS, number is None, _l("This is no class number. It looks like 2022101.")),
        (CLASS, role is Role.HOMEROOM_TEACHER and not number, _l("A homeroom teacher needs the number of the class.")),
        (
            HOUSE,
            bool(texts.get(HOUSE)) and texts[HOUSE] not in HOUSES,
            _l("Write %(one)s or %(other)s.", one="男生楼", other="女生楼"),
        ),
    )
    return next(((column, words) for column, wrong, words in checks if wrong), None)


def _is_bad(number: str) -> bool:
    return bool(number) and telephone.normalised(number) is None
