"""What templates may ask for beyond Jinja: days, moments and numbers in the viewer's words, and a key for each form."""

from __future__ import annotations

from datetime import date, datetime

from flask import Flask
from flask_babel import format_date, format_datetime, get_locale
from flask_babel import gettext as _

from portal.core import clock
from portal.core.contributions import Source
from portal.core.source_words import SOURCE_WORDS
from portal.core.submissions import new_submission


def install(app: Flask) -> None:
    """Add the filters and globals to every template."""
    app.jinja_env.filters.update(
        source=source, dateformat=dateformat, day=day, short_day=short_day, moment=moment, hour=hour, ago=ago
    )
    app.jinja_env.globals.update(new_submission=new_submission, today=clock.today)


def dateformat(value: date, form: str = "medium") -> str:
    """A day in one of Babel's forms."""
    return str(format_date(value, form))


def day(value: date | datetime | None) -> str:
    """As in 11月20日 星期五, or Fri, 20 Nov; with the year when it is another one."""
    if value is None:
        return ""
    plain = clock.local(value).date() if isinstance(value, datetime) else value
    same_year = plain.year == clock.today().year
    if _chinese():
        return str(format_date(plain, "M月d日 EEEE" if same_year else "y年M月d日"))
    return str(format_date(plain, "EEE, d MMM" if same_year else "d MMM y"))


def short_day(value: date | datetime) -> str:
    """As in 11月20日, or Nov 20; for narrow columns whose year is told beside."""
    plain = clock.local(value).date() if isinstance(value, datetime) else value
    return str(format_date(plain, "M月d日" if _chinese() else "d MMM"))


def moment(value: datetime | None) -> str:
    """Day and time on the school's clock."""
    return "" if value is None else f"{day(value)} {hour(value)}"


def hour(value: datetime) -> str:
    """As in 19:05, on the school's clock."""
    return str(format_datetime(value, "HH:mm"))


def ago(value: datetime) -> str:
    """How long ago in round words, then the day."""
    minutes = int((clock.now() - value).total_seconds() // 60)
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return _("%(count)s min ago", count=minutes)
    if clock.local(value).date() == clock.today():
        return _("today %(hour)s", hour=hour(value))
    return day(value)


def source(value: Source) -> str:
    """Where a clock or a default comes from, in words."""
    return str(SOURCE_WORDS[value])


def _chinese() -> bool:
    locale = get_locale()
    return locale is None or locale.language == "zh"
