"""What a column of a platform's workbook holds, and what the words of its state column mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from portal.screening.scales.definition import Derived, Part, Scale

NAME, NUMBER, CLASS, STATE, DAY = "name", "id_number", "class", "state", "day"
LEFT_OUT = ""
SCORE, ITEM = "score:", "item:"

#: Words that need no asking.
COLUMNS: Mapping[str, str] = {
    "姓名": NAME, "学生姓名": NAME, "name": NAME,
    "身份证件号": NUMBER, "身份证号": NUMBER, "身份证号码": NUMBER, "证件号码": NUMBER,
    "班级": CLASS, "班号": CLASS, "班级编号": CLASS, "class": CLASS,
    "测评状态": STATE, "状态": STATE, "完成状态": STATE, "status": STATE,
    "完成时间": DAY, "测评时间": DAY, "提交时间": DAY,
    "总分": f"{SCORE}total", "总得分": f"{SCORE}total", "total": f"{SCORE}total",
    "性别": LEFT_OUT, "备注": LEFT_OUT, "序号": LEFT_OUT, "年级": LEFT_OUT, "学校": LEFT_OUT,
}  # fmt: skip
VALIDITY = frozenset({"效度", "效度分", "测谎", "掩饰性"})
_ITEM = re.compile(r"(?:第|题|q|Q|item)?\s*(\d{1,3})\s*(?:题)?")


class State(StrEnum):
    """How far the platform says a child is."""

    DONE = "done"
    OPEN = "open"
    DECLINED = "declined"


STATES: Mapping[str, State] = {
    "已完成": State.DONE, "完成": State.DONE, "已测": State.DONE, "done": State.DONE,
    "未完成": State.OPEN, "未测": State.OPEN, "未开始": State.OPEN, "进行中": State.OPEN,
    "家长不同意": State.DECLINED, "不同意": State.DECLINED, "拒绝": State.DECLINED, "未授权": State.DECLINED,
}  # fmt: skip


def meaning_of(word: str, scale: Scale, said: Mapping[str, str]) -> str | None:
    """What this school said, else what is known; None where a person has to say it."""
    if word in said:
        return said[word]
    if word in COLUMNS:
        return COLUMNS[word]
    parts: dict[str, Part | Derived] = {**scale.subscales, **scale.validity, **scale.derived}
    for name, part in parts.items():
        if word in (part.label.zh, part.label.en, name):
            return f"{SCORE}{name}"
    if word in VALIDITY and len(scale.validity) == 1:
        return f"{SCORE}{next(iter(scale.validity))}"
    item = _ITEM.fullmatch(word)
    return f"{ITEM}{item[1]}" if item and 1 <= int(item[1]) <= scale.items_count else None


def possible(scale: Scale) -> Sequence[str]:
    """Every meaning a column may have, items apart."""
    return [NAME, NUMBER, CLASS, STATE, DAY, f"{SCORE}total", *(f"{SCORE}{name}" for name in (*scale.subscales, *scale.validity))]


def looks_like_header(cells: Sequence[object]) -> bool:
    """Whether a row can be the headings: a name or number of a child among at least three words."""
    words = [str(cell).strip() for cell in cells if cell is not None and str(cell).strip()]
    return len(words) >= 3 and any(COLUMNS.get(word) in (NAME, NUMBER) for word in words)
