"""Named schemes of guardianship assessment. The school mirrors what the body found; it never grades a family itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from portal.core.errors import Words


@dataclass(frozen=True)
class Scheme:
    """A scheme by its name; the grades it knows, none when its paper gives a sum or words of its own."""

    name: Words
    grades: Sequence[str] = ()


SCHEMES: Mapping[str, Scheme] = {
    "civil_affairs_2016": Scheme(_l("Civil affairs, register of 2016"), ("较好", "一般", "差")),
    "hubei_2023": Scheme(_l("Hubei, 2023"), ("监护正常", "监护不足", "监护失当", "监护缺失")),
    "zhuhai_2024": Scheme(_l("Zhuhai standard DB4404/T 71-2024")),
    "other": Scheme(_l("Another scheme, named in the paper")),
}


def knows_grade(scheme: str, grade: str) -> bool:
    """Whether the grade is one of the scheme's; schemes without a list take the paper's own words."""
    grades = SCHEMES[scheme].grades
    return not grades or grade in grades
