"""The words of a letter to one side: its own child by name, every other child as another pupil, and where to turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from portal.bullying.case_words import CLASSES, MEASURES, TIERS
from portal.bullying.models.cases import Role
from portal.bullying.models.committee import Choice
from portal.bullying.models.letters import LetterKind
from portal.bullying.models.measures import MeasureClass
from portal.bullying.queries.case_file import CaseFile, Side
from portal.bullying.rules.joining import joined
from portal.bullying.rules.masking import redacted
from portal.bullying.rules.measures import LIMITS
from portal.core import clock
from portal.core.filters import dateformat
from portal.school.classes import class_name
from portal.school.queries import number, setting


def composed(file: CaseFile, side: Side, kind: LetterKind, facts: str) -> Mapping[str, Any]:
    """Title, to whom, and paragraphs; `facts` are the school's own words with the other names taken out."""
    child = side.child.name if side.child else side.letter
    words = redacted(facts, file.masks(side.party.id)).strip()
    body = {LetterKind.NOTICE: _notice, LetterKind.DECISION: _decision, LetterKind.LIFTING: _lifting}[kind](file, side, words)
    return {
        "title": TITLES[kind](),
        "to": _to(file, side, child),
        "child": child,
        "class": class_name(side.child.class_id) if side.child else "",
        "paragraphs": body,
        "rights": _rights(file, side, kind),
    }


def full_day(value: date | datetime) -> str:
    """A day with its year: a letter is read years later."""
    return dateformat(clock.local(value).date() if isinstance(value, datetime) else value, "long")


TITLES = {
    LetterKind.NOTICE: lambda: _("Notice of an investigation"),
    LetterKind.DECISION: lambda: _("Decision on bullying"),
    LetterKind.LIFTING: lambda: _("Lifting of a measure"),
}


def _to(file: CaseFile, side: Side, child: str) -> str:
    names = [one.name for one in file.guardians_of(side.party.id) if one.is_guardian]
    return _("To the guardians of %(child)s: %(names)s", child=child, names=joined(names)) if names else child


def _notice(file: CaseFile, side: Side, words: str) -> Sequence[str]:
    about = {
        Role.TARGET: _("The school was told that your child may have been harmed by another pupil."),
        Role.AGGRESSOR: _("The school was told that your child may have harmed another pupil. Nothing has been found yet."),
    }.get(side.party.role, _("The school was told of something among pupils that your child was near to."))
    return [
        about,
        *([words] if words else []),
        _("It is said to have happened on %(day)s. The school is looking into it and finishes within %(days)s days.",
          day=full_day(file.case.happened_on), days=number("bullying.investigation_days")),
        _("Until a committee has decided, nobody is judged. Your child goes to class as before."),
    ]  # fmt: skip


def _decision(file: CaseFile, side: Side, words: str) -> Sequence[str]:
    last = next((one for one in reversed(file.findings) if one.outcome is not Choice.RETURNED), None)
    if last is None:
        return [words]
    found = (
        _("The committee of the school decided: it is bullying.")
        if last.outcome is Choice.FOUND
        else _("The committee of the school decided: it is no bullying.")
    )
    lines = [found, *([words] if words else [])]
    if side.party.role is Role.AGGRESSOR and last.outcome is Choice.FOUND:
        lines += [str(TIERS[last.tier])] if last.tier else []
        lines += [_measure(one, file) for one in file.measures if one.party_id == side.party.id and one.lifted_at is None]
    elif last.outcome is Choice.FOUND:
        lines.append(_("Measures were decided for whoever did it. The school watches that it does not happen again."))
    lines.append(_("Counseling at school and advice for families are open to your child and to you."))
    return lines


def _measure(measure: Any, file: CaseFile) -> str:
    words = redacted(measure.words, file.masks(measure.party_id))
    until = (
        _("from %(from_day)s to %(until)s", from_day=full_day(measure.from_day), until=full_day(measure.until_day))
        if measure.until_day
        else (_("from %(from_day)s", from_day=full_day(measure.from_day)))
    )
    of = CLASSES[LIMITS[measure.kind].measure_class]
    return _("%(class_)s: %(measure)s, %(until)s. %(words)s", class_=of, measure=MEASURES[measure.kind], until=until, words=words)


def _lifting(file: CaseFile, side: Side, words: str) -> Sequence[str]:
    lines = [
        _(
            "%(measure)s was lifted on %(day)s. It no longer counts against your child.",
            measure=MEASURES[one.kind],
            day=full_day(one.lifted_at),
        )
        for one in file.measures
        if one.party_id == side.party.id and one.lifted_at is not None
    ]
    return [*lines, *([words] if words else [])]


def _rights(file: CaseFile, side: Side, kind: LetterKind) -> Sequence[str]:
    if kind is LetterKind.LIFTING:
        return []
    if kind is LetterKind.NOTICE:
        return [
            _("You may say what you know, be there when your child is asked, and take part when it is decided."),
            _("Please do not ask other children or pass on names or pictures; that protects your child as well."),
        ]
    days = number("bullying.appeal_working_days")
    body = str(setting("bullying.review_body")) or _("the county's office against bullying")
    telephone = str(setting("bullying.review_telephone"))
    where = _("%(body)s, telephone %(number)s", body=body, number=telephone) if telephone else body
    rights = [
        _(
            "If you do not agree, you may appeal to the school's appeal committee within %(days)s working days "
            "after this letter arrived.",
            days=days,
        ),
        _("You may also turn to %(where)s; where a review is needed it takes 15 days at most.", where=where),
    ]
    own = [one for one in file.measures if one.party_id == side.party.id]
    if any(LIMITS[one.kind].measure_class is MeasureClass.SANCTION for one in own):
        rights.append(_("A measure has a term. When it is over and your child has mended, it is lifted and no longer counts."))
    return rights
