"""What a guardian is told before saying yes or no (个人信息保护法 17, 30, 31); the same words on paper and on the phone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _

from portal.core.filters import day


def consent_text(name: str, scale: str, first: date, last: date, school: str, readers: Sequence[str]) -> Sequence[str]:
    """One paragraph a matter: what, why, who reads it, how long it is kept, the family's say, and the one exception."""
    return [
        _(
            "%(school)s asks how pupils feel: %(name)s, %(first)s to %(last)s. "
            "It is a short sheet (%(scale)s) that your child fills in at school.",
            school=school,
            name=name,
            first=day(first),
            last=day(last),
            scale=scale,
        ),
        _("Why: so that a counselor can speak early with a child who would like it. ")
        + _("It is a clue, never a diagnosis, and has nothing to do with marks, awards or classes."),
        _("Who reads it: only the counselor %(names)s. ", names=_(", ").join(readers))
        + _("Teachers learn at most what helps your child. Nobody outside the school is given it."),
        _("What is kept: the answers, the result and what a talk found, encrypted in the school's own portal. ")
        + _("It is kept until three years after your child leaves the school."),
        _("Your say: taking part is your choice. If you say no, nothing changes for your child. ")
        + _("You can withdraw at any time, look at what is kept, and ask for corrections: at the counselor or in the portal."),
        _("If an answer shows that a child may be in danger, the school tells you and acts at once, as the law asks."),
    ]
