"""What the child's page, its timeline and the list of children show of care."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.queries.file import identity
from portal.children.scope import THESE_CHILDREN, reaches
from portal.core import clock
from portal.core.contributions import Panel, TimelineEntry
from portal.guardianship.gaps import Carer
from portal.guardianship.queries import Papers, care_of, care_within, papers_of
from portal.guardianship.schemes import SCHEMES
from portal.guardianship.shown import ShownAgreement, ShownGap
from portal.guardianship.words import gap_words
from portal.school.queries import number

KIND = "guardianship"


def panels(viewer: Viewer, child_id: int) -> Sequence[Panel]:
    """What is missing, and the papers; for those who reach the family's part of the file."""
    if not viewer.may(Permission.SEE_CARE) or not reaches(viewer, identity(viewer, child_id), Tier.WELFARE):
        return []
    today, may = clock.today(), viewer.may(Permission.EDIT_CHILD)
    care, papers = care_of(viewer, child_id), papers_of(child_id)
    carers = care.facts.carers if care else ()
    first = {
        "child_id": child_id,
        "may": may,
        "gaps": [ShownGap.of(gap, today) for gap in care.gaps] if care else [],
        "carers": [(carer.name, words) for carer in carers for words in (_known(carer, today),) if words],
        "people": [(carer.id, carer.name) for carer in carers],
    }
    second = _papers(papers, today) | {"child_id": child_id, "may": may}
    return [
        Panel("care", "guardianship/_panel.html", first, order=20),
        Panel("care-papers", "guardianship/_papers.html", second, order=20, aside=True),
    ]


def _known(carer: Carer, today: date) -> str:
    """As in 约 64 岁，照看 3 个孩子."""
    age = _("about %(age)s years old", age=today.year - carer.birth_year) if carer.birth_year else ""
    count = ngettext("looks after %(num)s child", "looks after %(num)s children", carer.children) if carer.children else ""
    return _(", ").join(words for words in (age, count) if words)


def _papers(papers: Papers, today: date) -> dict[str, Any]:
    notice = number("guardianship.review_notice")
    return {
        "agreements": [ShownAgreement.of(row, today, notice) for row in papers.agreements],
        "assessments": [(row, SCHEMES[row.scheme].name) for row in papers.assessments],
        "notices": papers.notices,
    }


def cells(viewer: Viewer, child_ids: Sequence[int]) -> Mapping[int, tuple[str, int]]:
    """The gravest gap and how many more, of the children of a page."""
    found = care_within(viewer, THESE_CHILDREN, child_ids=child_ids)
    return {child.id: (gap_words(child.gaps[0]), len(child.gaps) - 1) for child in found if child.gaps}


def timeline(viewer: Viewer, child_id: int) -> Sequence[TimelineEntry]:
    """Agreements, their ends, assessments and notices; for those who reach the family's part of the file."""
    if not viewer.may(Permission.SEE_CARE) or not reaches(viewer, identity(viewer, child_id), Tier.WELFARE):
        return []
    return list(_events(papers_of(child_id)))


def _events(papers: Papers) -> Iterator[TimelineEntry]:
    for row in papers.agreements:
        title = _("Entrusted care by %(name)s", name=row.carer.name)
        yield TimelineEntry(clock.begin_of(row.begins_on), "handshake", title, kind=KIND)
        if row.ending:
            ended = _("Entrusted care by %(name)s ended", name=row.carer.name)
            yield TimelineEntry(clock.begin_of(row.ending.on), "handshake", ended, kind=KIND)
    for one in papers.assessments:
        words = _("%(scheme)s: %(grade)s", scheme=SCHEMES[one.scheme].name, grade=one.grade)
        yield TimelineEntry(clock.begin_of(one.on), "scale", _("Guardianship assessed elsewhere"), words, one.body, KIND)
    for sent in papers.notices:
        title = _("Urging notice to %(name)s", name=sent.guardian.name)
        yield TimelineEntry(clock.begin_of(sent.sent_on), "mail", title, sent.answer or "", kind=KIND)
