"""Decisions about calendar and settings, without a database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from flask_babel import lazy_gettext as _l

from portal.core.calendar import academic_year
from portal.core.contributions import SettingDefinition
from portal.core.errors import Refused

HOLIDAYS = Path(__file__).parent / "data" / "holidays.json"


@dataclass(frozen=True)
class YearOfHolidays:
    """A year's days off by name, and weekend days worked instead; confirmed once the State Council's notice is out."""

    year: int
    confirmed: bool
    holidays: Sequence[tuple[date, str]]
    worked: Sequence[date]


def known_years() -> Sequence[YearOfHolidays]:
    """What ships with the portal; the school's own entries win."""
    described = json.loads(HOLIDAYS.read_text(encoding="utf8"))
    return [_year(int(year), found) for year, found in described.items() if year.isdigit()]


def _year(year: int, found: dict[str, object]) -> YearOfHolidays:
    spans: dict[str, list[str]] = found["holidays"]  # type: ignore[assignment]  # the file's shape is ours
    days = [
        (day, name) for name, (first, last) in spans.items() for day in _days(date.fromisoformat(first), date.fromisoformat(last))
    ]
    worked: list[str] = found["worked"]  # type: ignore[assignment]
    return YearOfHolidays(year, bool(found["confirmed"]), days, [date.fromisoformat(day) for day in worked])


def _days(first: date, last: date) -> Sequence[date]:
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


def usual_terms(day: date) -> Sequence[tuple[int, date, date]]:
    """Terms as most schools of the city have them, to be put right by the school: (ordinal, first day, last day)."""
    year = academic_year(day)
    return [(1, date(year, 9, 1), date(year + 1, 1, 22)), (2, date(year + 1, 2, 24), date(year + 1, 7, 9))]


def check_term(first: date, last: date, others: Sequence[tuple[date, date]]) -> None:
    """A term ends after it begins, lasts less than eight months and overlaps no other."""
    if last <= first:
        raise Refused(_l("The last day comes before the first. Exchange the two."), field="last_day")
    if (last - first).days > 240:
        raise Refused(_l("A term is shorter than eight months. Check the year of the last day."), field="last_day")
    if any(first <= other_last and other_first <= last for other_first, other_last in others):
        raise Refused(_l("These days belong to another term already. Change that one first."), field="first_day")


def checked_value(definition: SettingDefinition, text: str) -> str:
    """The text to store for a setting; Refused, naming the range, when it does not fit."""
    if isinstance(definition.default, bool):
        return "yes" if text == "yes" else "no"
    if isinstance(definition.default, int):
        return str(_whole_number(definition, text))
    if definition.choices and text not in [choice for choice, _words in definition.choices]:
        raise Refused(_l("Choose one of the values offered."), field="value")
    return text.strip()[:500]


def _whole_number(definition: SettingDefinition, text: str) -> int:
    plain = text.strip()
    if not plain.isdecimal() or not definition.least <= int(plain) <= definition.most:
        words = _l("Write a whole number from %(least)s to %(most)s.", least=definition.least, most=definition.most)
        raise Refused(words, field="value")
    return int(plain)
