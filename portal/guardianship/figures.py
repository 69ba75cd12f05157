"""The sets of children care can name for returns: who has a valid agreement, whose carer was looked at again, where a gap is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from flask_babel import lazy_gettext as _l

from portal.children.figures import on_the_roll
from portal.core.contributions import Figures, Member
from portal.guardianship.gaps import GapKind
from portal.guardianship.limits import limits
from portal.guardianship.queries import CareOf, care_where
from portal.guardianship.rules import IN_FORCE, current, state_of
from portal.school.classes import classes
from portal.school.queries import calendar


def members(cut_off: date) -> Mapping[str, Sequence[Member]]:
    """Every set on a day; six statements."""
    term = calendar().current_term(cut_off)
    begin, notice = term.first_day if term else cut_off, limits().review_notice
    grades = {id_: one.grade(cut_off) for id_, one in classes().items()}
    sets: dict[str, list[Member]] = {key: [] for key in figures.labels}
    for child in care_where(on_the_roll(cut_off), on=cut_off):
        member = Member(child.id, grades.get(child.class_id or 0), child.sex, child.boarding)
        for key in _sets_of(child, begin, notice):
            sets[key].append(member)
    return sets


def _sets_of(child: CareOf, begin: date, notice: int) -> Iterator[str]:
    facts, kinds = child.facts, {gap.kind for gap in child.gaps}
    if facts.apart_since:
        yield "guardianship.care_needed"
    found = current(facts.agreements, facts.on, notice)
    if found is not None and state_of(found, facts.on, notice) in IN_FORCE:
        yield "guardianship.agreement_valid"
        if any(carer.id == found.carer_id and carer.checked_on and carer.checked_on >= begin for carer in facts.carers):
            yield "guardianship.carer_rechecked"
    if kinds - {GapKind.CARER_UNKNOWN}:
        yield "guardianship.gap"
    if GapKind.CARER_UNKNOWN in kinds:
        yield "guardianship.carer_unknown"
    if any(gap.hard for gap in child.gaps):
        yield "guardianship.unsafe"


figures = Figures(
    labels={
        "guardianship.care_needed": _l("Children with whom no parent lives"),
        "guardianship.agreement_valid": _l("Valid agreement of entrusted care and written notice"),
        "guardianship.carer_rechecked": _l("Carer looked at again this term"),
        "guardianship.gap": _l("Something is missing in the care"),
        "guardianship.carer_unknown": _l("Nobody wrote down who cares"),
        "guardianship.unsafe": _l("Alone under 16 or unattended under 8"),
    },
    members=members,
)
