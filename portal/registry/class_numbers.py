"""Class numbers: entry year, stage (1 primary, 2 junior, 3 senior) and two digits, such as 2024203."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_NUMBER = re.compile(r"(20\d\d)([1-3])(\d\d)", re.ASCII)
_ENDING = re.compile(r"班级?$")
# 五（2）班, 五年级二班, 小学五年级(2)班, 七年级3班, 初一（3）班, 5年级2班
_NAMED = re.compile(
    r"(小学|初中|初)?([一二三四五六七八九1-9])(?:年级|年|级)?"
    r"([(\[]?)第?([一二三四五六七八九十]{1,3}|\d{1,2})[)\]]?班?",
    re.ASCII,
)
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
SCHOOL_YEAR_BEGINS = 8  # month: registers are rolled over in August


def class_number(text: str, today: date) -> str | None:
    """The class number a text stands for: as it is, or reckoned from a class name of this school year; None when unclear."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    number = _ENDING.sub("", plain)
    if _NUMBER.fullmatch(number):
        return number if today.year - 13 <= int(number[:4]) <= today.year + 2 and number[5:] != "00" else None
    named = _NAMED.fullmatch(plain)
    if named is None or not _is_a_name(plain, named):
        return None
    return _reckoned(named[1] or "", _value(named[2]), _value(named[4]), today)


def _is_a_name(plain: str, named: re.Match[str]) -> bool:
    """A bare 52 or 5-2 could be anything; 五2, 5年级2 and 5(2) can only be a class."""
    return not named[2].isdecimal() or bool(named[3]) or "年" in plain or "级" in plain


def _reckoned(stage: str, grade: int, number: int, today: date) -> str | None:
    year = today.year if today.month >= SCHOOL_YEAR_BEGINS else today.year - 1
    if stage.startswith("初") and grade <= 3:
        grade += 6
    if (stage == "小学" and grade > 6) or not 1 <= grade <= 9 or not 1 <= number <= 99:
        return None
    return f"{year - grade + 1}1{number:02d}" if grade <= 6 else f"{year - grade + 7}2{number:02d}"


def _value(text: str) -> int:
    """3, 三, 十, 十二, 二十, 二十一."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.get(tens, 1 if not tens else 100) * 10 if ten else 0) + (_DIGITS.get(ones, 100) if ones else 0)
