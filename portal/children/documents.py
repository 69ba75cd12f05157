"""A child's file on paper, from what its reader may see."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from portal.access.viewer import Viewer
from portal.children.shown import Shown
from portal.core.contributions import TimelineEntry, collect
from portal.core.filters import day
from portal.core.pdf.document import Document
from portal.core.printed import Printed


def printed_parts(viewer: Viewer, child_id: int) -> Sequence[Printed]:
    """What the domains print of a child for this reader."""
    panels = sorted(collect("child_panels", viewer, child_id), key=lambda panel: panel.order)
    return [part for panel in panels for part in panel.printed]


def file_paper(shown: Shown, past: Sequence[TimelineEntry], parts: Sequence[Printed], *, school: str, printed_by: str) -> bytes:
    """A PDF of the file: particulars, family, what the facts say, what domains add, all that happened; numbers stay masked."""
    child = shown.file.child
    paper = Document(title=_("File of %(name)s", name=child.name), school=school, printed_by=printed_by, subtitle=shown.class_name)
    paper.facts([(_("Sex, age"), shown.person), (_("Boarding"), shown.boarding), (_("Standing"), shown.standing), *shown.facts])
    _family(paper, shown)
    _status(paper, shown)
    _now(paper, shown)
    for part in parts:
        paper.heading(str(part.title))
        if part.lead:
            paper.paragraph(part.lead)
        paper.table([str(name) for name in part.head], part.rows)
    _past(paper, past)
    return paper.bytes()


def _family(paper: Document, shown: Shown) -> None:
    paper.heading(_("Guardians and carers"))
    head = (_("Name"), _("Relation to the child"), _("Telephone"), _("Address"))
    rows = [
        (person.name, shown.relation(person), shown.telephone(person), person.address or "")
        for person in shown.file.people
        if not person.order
    ]
    if rows:
        paper.table(head, rows, widths=(2, 2, 2, 4))
    paper.heading(_("Where the parents are"))
    head = (_("Parent"), _("Where, or why not there"), _("Since when"), _("Place"))
    paper.table(head, [(line.parent, line.state, line.since, line.where) for line in shown.parent_lines], widths=(2, 2, 3, 4))


def _status(paper: Document, shown: Shown) -> None:
    paper.heading(_("Left behind: what the facts say"))
    rows = [
        (
            f"{each.letter} {each.name}",
            _("counted") if each.holds else _("not counted"),
            " ".join(str(reason) for reason in each.reasons),
        )
        for each in shown.definitions
    ]
    paper.table((_("Definition"), _("Today"), _("Why")), rows, widths=(3, 2, 7))


def _now(paper: Document, shown: Shown) -> None:
    aid = [str(shown.aid(fact)) for fact in shown.file.of("aid")]
    health = [fact.text for fact in shown.file.of("health")]
    paper.facts([(_("Health"), _("; ").join(health)), (_("Help for the family"), _(", ").join(aid))], columns=1)


def _past(paper: Document, past: Sequence[TimelineEntry]) -> None:
    if past:
        paper.heading(_("All that happened"))
        rows = [(day(each.at), each.title, each.locked_by or each.text, each.by) for each in past]
        paper.table((_("Day"), _("What"), _("More"), _("Who")), rows, widths=(3, 5, 5, 2))
