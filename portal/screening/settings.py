"""The figures of screening a school may set, each with where its default comes from."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from portal.core.contributions import SettingDefinition, Source
from portal.core.errors import Words
from portal.school.queries import number
from portal.screening.rules import Days, Limits

GROUP = _l("Screening")


def _figure(
    name: str, label: Words, default: int, unit: Words, least: int, most: int, source_words: Words = ""
) -> SettingDefinition:
    return SettingDefinition(
        f"screening.{name}", label, default, Source.SCHOOL, source_words, unit, GROUP, least=least, most=most
    )  # fmt: skip


SETTINGS: Sequence[SettingDefinition] = (
    SettingDefinition(
        "screening.needs_consent", _l("A code opens only after a guardian agreed"), True, Source.LAW,
        _l("Personal Information Protection Law, art. 29 and 31"), "", GROUP,
    ),
    _figure(
        "acknowledge_minutes", _l("An answer that cannot wait is taken by somebody within"), 30, _l("minutes"), 5, 240,
        _l("“At once” has no figure in law; then the next person is asked"),
    ),
    _figure("meet_hours", _l("After such an answer somebody sees the child the same day, within"), 6, _l("hours"), 1, 24),
    _figure("days_for_3", _l("Attention 3: a talk within"), 3, _l("working days"), 1, 30),
    _figure("days_for_2", _l("Attention 2: a talk within"), 10, _l("working days"), 1, 60),
    _figure("days_for_1", _l("Attention 1, where talks are asked from there: a talk within"), 20, _l("working days"), 1, 90),
    _figure("asked_from", _l("A talk is asked from attention"), 2, "", 1, 3),
    _figure("check_days", _l("A doubtful sheet is looked at again within"), 10, _l("working days"), 1, 60),
    SettingDefinition(
        "screening.from_grade", _l("Every school year a screening, from grade"), 4, Source.POLICY,
        _l("Every school year for the upper grades of primary, junior and senior schools; which grades these are the school says"),
        "", GROUP, least=1, most=12,
    ),
    _figure("retest_after", _l("A sheet is filled in once more after"), 14, _l("days"), 1, 60),
    _figure("retest_open", _l("and is open for"), 14, _l("days"), 1, 60),
    _figure("later_after", _l("After attention 2, asked once more after"), 28, _l("days"), 7, 180),
    _figure("fast_seconds", _l("A sheet is looked at again below"), 2, _l("seconds an item"), 0, 20),
    _figure("straight_items", _l("or with the same answer in a row from"), 20, _l("questions in a row"), 5, 100),
    _figure("least_group", _l("Pictures show no group below"), 5, _l("children"), 3, 50),
)  # fmt: skip


def days() -> Days:
    """How soon somebody talks, at this school."""
    names = ("days_for_3", "days_for_2", "days_for_1", "meet_hours", "asked_from")
    return Days(*(_set(name) for name in names))


def limits() -> Limits:
    """When a sheet counts as hasty, at this school."""
    return Limits(_set("fast_seconds"), _set("straight_items"))


def _set(name: str) -> int:
    return number(f"screening.{name}")


def least_group() -> int:
    """The smallest group a picture shows."""
    return _set("least_group")
