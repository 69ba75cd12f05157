"""What the pages of a round and of a child show, put together from what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import get_locale
from flask_babel import gettext as _

from portal.core import clock
from portal.core.filters import day, hour
from portal.school.classes import GRADES, classes
from portal.screening.labels import theme
from portal.screening.models import Result, Round
from portal.screening.pictures import Change, Column, GroupShare, beside, by_group, change, headline, histogram, value_of
from portal.screening.queries.before import before_of
from portal.screening.queries.work import Scored, ToTalk, Work, raised_themes, scale_in
from portal.screening.rules import TALK_AT, Doubt
from portal.screening.scales.definition import Band, Scale
from portal.screening.settings import least_group


def language() -> str:
    return str(get_locale())


def scale_name(of: Round) -> str:
    """The scale as it is called, never its code."""
    found = scale_in(of)
    return f"{found.names.in_language(language())} ({found.abbr})" if not _chinese() else found.names.in_language(language())


def _chinese() -> bool:
    return language().startswith("zh")


def grades_words(grades: Sequence[int]) -> str:
    """As in 四年级、五年级."""
    return _(", ").join(
        _("grade %(number)s", number=str(GRADES[grade - 1]).rstrip(", ") if _chinese() else grade) for grade in grades
    )


def begins_with(one: ToTalk, of: Scale) -> str:
    """Where a talk may begin: safety first, then the parts that were raised. Nothing of what was answered."""
    found = list(dict.fromkeys(theme(what) for what in one.flags)) + list(raised_themes(one.content, of, language()))[:3]
    return _("; ").join(found) or _without_a_theme(one)


def _without_a_theme(one: ToTalk) -> str:
    """Why a talk is asked for where no answer and no score asks for it."""
    if not one.content:
        return _("no sheet this time; an answer had to be heard before")
    if Doubt.VALIDITY in one.content.get("doubts", ()):
        return _("the check questions said no twice: ask how it is")
    if int(one.content.get("attention") or 0) < TALK_AT:
        return _("parents or teachers see it quite differently: ask how it is")
    return _("how it goes")


def when(one: ToTalk) -> str:
    """By when somebody talks, in words."""
    if one.due_at is not None:
        today = clock.local(one.due_at).date() == clock.today()
        return (
            _("today by %(hour)s", hour=hour(one.due_at))
            if today
            else _("by %(day)s, %(hour)s", day=day(one.due_at), hour=hour(one.due_at))
        )
    return _("before the end of %(day)s", day=day(one.due))


def tone(one: ToTalk) -> str:
    """Red only for what is due today."""
    if one.due <= clock.today() or (one.due_at is not None and one.due_at <= clock.now()):
        return "hot"
    return "warn" if (one.due - clock.today()).days <= 3 else ""


@dataclass(frozen=True)
class Comparison:
    """Other pupils in words, how many of them reach a value, and this school's grades."""

    who: str
    least: str
    percent: float
    groups: Sequence[GroupShare]


@dataclass(frozen=True)
class Pictures:
    """What is drawn of a round."""

    columns: Sequence[Column]
    sheets: int
    groups: Sequence[GroupShare]
    average: float
    changed: Change | None
    score: str
    beside: Sequence[Comparison]


def pictures_of(of: Round, work: Work) -> Pictures:
    """Distribution, shares by grade and change, small groups left out; one more statement."""
    scale, least = scale_in(of), least_group()
    contents = [one.content for one in work.scored]
    grades = _grades(work.scored)
    groups = by_group(scale, grades, least)
    asking = sum(one.asking or 0 for one in groups if one.asking is not None)
    counted = sum(one.count for one in groups if one.asking is not None)
    name, earlier = before_of(of)
    pairs = [(earlier[one.child_id], one.content) for one in work.scored if one.child_id in earlier]
    return Pictures(
        columns=histogram(scale, contents) if len(contents) >= least else [],
        sheets=len(contents),
        groups=groups,
        average=round(100 * asking / counted, 1) if counted else 0.0,
        changed=change(name, scale, pairs, least) if pairs else None,
        score=score_name(scale, headline(scale)),
        beside=[
            Comparison(one.norm.label.in_language(language()), _figure(one.norm.least), one.norm.percent, one.groups)
            for one in beside(scale, grades, least)
        ],
    )


def _grades(scored: Sequence[Scored]) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    known, today = classes(), clock.today()
    found: dict[int, list[Mapping[str, Any]]] = {}
    for one in scored:
        of = known.get(one.class_id or 0)
        grade = of.grade(today) if of else None
        found.setdefault(grade or 0, []).append(one.content)
    return {grades_words([grade]) if grade else _("other grades"): found[grade] for grade in sorted(found)}


def score_name(of: Scale, name: str) -> str:
    """A score as it is called."""
    if name == "total":
        return _("Total score")
    part = of.subscales.get(name) or of.derived.get(name) or of.validity.get(name)
    return part.label.in_language(language()) if part else name


@dataclass(frozen=True)
class ScoreLine:
    """One score of a result for the counselor's table, with what it was before."""

    name: str
    value: str
    band: str
    asks: bool
    before: str


def score_lines(of: Scale, content: Mapping[str, Any], before: Mapping[str, Any] | None) -> Sequence[ScoreLine]:
    """Total first, then parts, worked-out scores and check questions."""
    names = ["total", *of.subscales, *of.derived]
    lines = [_line(of, name, content, before) for name in names]
    for name, value in (content.get("validity") or {}).items():
        lines.append(
            ScoreLine(
                score_name(of, name), _figure(value), "", asks=False, before=_figure((before or {}).get("validity", {}).get(name))
            )
        )
    return [line for line in lines if line.value]


def _line(of: Scale, name: str, content: Mapping[str, Any], before: Mapping[str, Any] | None) -> ScoreLine:
    band = _band(of, name, content)
    return ScoreLine(
        name=score_name(of, name),
        value=_figure(value_of(content, name)),
        band=band.label.in_language(language()) if band else "",
        asks=bool(band and band.attention),
        before=_figure(value_of(before, name)) if before else "",
    )


def _band(of: Scale, name: str, content: Mapping[str, Any]) -> Band | None:
    key = (content.get("bands") or {}).get(name)
    return next((band for band in of.bands.get(name, ()) if band.key == key), None)


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def latest(results: Sequence[Result]) -> Result | None:
    """The result that counts: the last sheet."""
    return results[-1] if results else None
