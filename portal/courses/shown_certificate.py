"""The words of a certificate, the same on the page, on paper and in the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from portal.courses.lesson.shape import Topic
from portal.courses.models.learning import Certificate
from portal.courses.words import TOPICS


@dataclass(frozen=True)
class Shown:
    """A certificate in words."""

    id: int
    number: str
    name: str
    series: str
    learned: str
    wish: str
    school: str
    day: str
    lessons: Sequence[str]
    link: str

    @property
    def heading(self) -> str:
        """What stands on top."""
        return _("Certificate of learning")


def shown_certificate(found: Certificate, school: str, day: date, link: str) -> Shown:
    """From the row to its words."""
    series, count = str(TOPICS[Topic(found.topic)]), len(found.lessons)
    return Shown(
        id=found.id,
        number=found.number.upper(),
        name=found.name,
        series=series,
        learned=ngettext(
            "has learned the %(num)s lesson of “%(series)s” in the parents' classroom and answered every question.",
            "has learned the %(num)s lessons of “%(series)s” in the parents' classroom and answered every question.",
            count,
            series=series,
        ),
        wish=_("May the light at home stay on, and may you talk often."),
        school=school,
        day=str(format_date(day, "long")),
        lessons=[title for _slug, _digest, title in found.lessons],
        link=link,
    )
