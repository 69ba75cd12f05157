"""The safeguarding lead switches rules off and sets numbers, after seeing how many children that would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.children.models import Child, Enrolment
from portal.core import clock
from portal.core.db import forget, session
from portal.core.errors import Refused
from portal.journal.operations import record
from portal.risk.axes import Grade, severity
from portal.risk.book import facts_of, rulebook
from portal.risk.models import AttentionChoice
from portal.risk.queries.choices import choices
from portal.risk.rulebook import Choices, Rulebook
from portal.risk.rules import Assessor


@dataclass(frozen=True)
class Effect:
    """How a change of the rules would move proposals: children more gravely, less gravely, and by grade before and after."""

    children: int
    rising: int
    falling: int
    before: Mapping[Grade, int]
    after: Mapping[Grade, int]


def effect_of(wanted: Choices) -> Effect:
    """The effect on every enrolled child, by today's facts; nothing is written. Raises Refused for a choice that cannot be."""
    book = rulebook()
    check(book, wanted)
    found = select(Child.id).where(Child.enrolment == Enrolment.ENROLLED)
    facts = facts_of(list(session().scalars(found)), clock.today())
    now, then = Assessor(book, choices()), Assessor(book, wanted)
    pairs = [(now.assess(one).grade, then.assess(one).grade) for one in facts.values()]
    return Effect(
        children=len(pairs),
        rising=sum(severity(after) > severity(before) for before, after in pairs),
        falling=sum(severity(after) < severity(before) for before, after in pairs),
        before=_counted([before for before, _after in pairs]),
        after=_counted([after for _before, after in pairs]),
    )


def _counted(grades: Sequence[Grade]) -> Mapping[Grade, int]:
    return {grade: grades.count(grade) for grade in (Grade.CLOSE, Grade.MORE, Grade.DAILY, Grade.NOT_ASSESSED)}


def check(book: Rulebook, wanted: Choices) -> None:
    """Refuse to switch off what is not there or is a hard trigger, and numbers out of their bounds."""
    for rule_id in sorted(wanted.off):
        rule = book.rule(rule_id)
        if rule is None:
            raise Refused(_l("There is no rule %(name)s. Open the page again.", name=rule_id))
        if rule.hard:
            raise Refused(_l("The law allows nobody to switch this off: %(rule)s", rule=rule.reason))
    for name, value in wanted.limits.items():
        limit = book.limits.get(name)
        if limit is None:
            raise Refused(_l("There is no number %(name)s. Open the page again.", name=name))
        if not limit.least <= value <= limit.most:
            fault = _l("%(name)s: choose from %(least)s to %(most)s.", name=limit.name, least=limit.least, most=limit.most)
            raise Refused(fault, field=f"limit-{name}")


def change_rules(wanted: Choices, reason: str, *, by: Viewer) -> int:
    """Keep what differs from now, with the reason; returns how many changes. Raises Refused."""
    book, now = rulebook(), choices()
    check(book, wanted)
    if len(reason.strip()) < 2:
        raise Refused(_l("Write in a few words why."), field="reason")
    switched = [one.id for one in book.rules if (one.id in wanted.off) != (one.id in now.off)]
    pairs = [(f"rule:{rule_id}", "off" if rule_id in wanted.off else "on") for rule_id in switched]
    before, after = now.numbers(book), wanted.numbers(book)
    pairs += [(f"limit:{name}", str(after[name])) for name in book.limits if after[name] != before[name]]
    for name, value in pairs:
        made = AttentionChoice(name=name, value=value, reason=reason.strip(), at=clock.now(), by_id=by.person_id)
        session().add(made)
        record("risk.rules_changed", subject=made, by=by)
    forget("risk.choices")
    return len(pairs)
