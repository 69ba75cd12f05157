"""What the pages of the import show: past imports, the rows behind a number, the choices for an unknown heading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.children.models import Child
from portal.core.db import session
from portal.core.errors import Words
from portal.core.filters import dateformat
from portal.core.pagination import Page, page_of_rows
from portal.people.models import Person
from portal.registry.codes import label
from portal.registry.columns import BY_NAME
from portal.registry.findings import Finding, Problem
from portal.registry.models import RegistryImport, RegistryImportRow, Step
from portal.registry.plan import Kind
from portal.registry.report import differences_in, findings_in, meant_by
from portal.registry.words import remedy, sentence
from portal.school.classes import class_name

STEPS: Mapping[Step, Words] = {
    Step.UPLOADED: _l("waits for its headings"),
    Step.CHECKING: _l("being checked"),
    Step.CHECKED: _l("waits for your word"),
    Step.APPLYING: _l("going in"),
    Step.APPLIED: _l("imported"),
    Step.UNDONE: _l("undone"),
    Step.DROPPED: _l("thrown away"),
    Step.FAILED: _l("not readable"),
}
LISTS: Mapping[str, Words] = {
    Kind.NEW: _l("New"),
    Kind.CHANGED: _l("Changed"),
    Kind.LEFT: _l("Left the school"),
    Kind.PARKED: _l("Waiting"),
    Kind.UNCHANGED: _l("Unchanged"),
    "warned": _l("To look at"),
}
HINTS: Mapping[str, Words] = {
    Kind.NEW: _l("A file is made for each of these children."),
    Kind.CHANGED: _l("Old and new, column by column."),
    Kind.LEFT: _l("Not in this file any more: they leave the roll, their files stay."),
    Kind.PARKED: _l("A person must decide; these rows stay out until they are put right."),
    Kind.UNCHANGED: _l("The registry says what the files say already."),
    "warned": _l("The row goes in; one of its cells is worth a look."),
}
A_FEW = 20  # children who would leave; with more than a tenth of the roll the file is most likely a part of the school


@dataclass(frozen=True)
class Shown:
    """One row of a list: where it stands in the sheet, whose it is, what changes and what is doubtful."""

    number: int
    child_id: int | None
    name: str
    class_number: str
    returns: bool
    differences: Sequence[tuple[str, str, str, bool]]
    findings: Sequence[tuple[str, str, str]]
    may_be: Sequence[tuple[int, str]] = ()
    doubtful: bool = False


def imports_page(number: int) -> Page[Any]:
    """Past imports, newest first, with who uploaded them."""
    columns = (RegistryImport.id, RegistryImport.filename, RegistryImport.step, RegistryImport.uploaded_at, Person.name)
    counts = (RegistryImport.new, RegistryImport.changed, RegistryImport.left, RegistryImport.parked)
    rows = select(*columns, *counts).outerjoin(Person, Person.id == RegistryImport.uploaded_by_id)
    return page_of_rows(rows.order_by(RegistryImport.id.desc()), number, size=20)


def rows_page(found: RegistryImport, kind: str, number: int) -> Page[Shown]:
    """The rows of one kind, or those with a cell to look at, in the order of the sheet."""
    columns = (RegistryImportRow.number, RegistryImportRow.child_id, RegistryImportRow.content)
    rows = select(*columns).where(RegistryImportRow.import_id == found.id)
    rows = rows.where(RegistryImportRow.warned) if kind == "warned" else rows.where(RegistryImportRow.kind == kind)
    page = page_of_rows(rows.order_by(RegistryImportRow.number, RegistryImportRow.id), number)
    waits = found.step is Step.CHECKED
    told = {number: _doubts(content, number) for number, _child, content in page.items} if waits else {}
    names = _names([id_ for doubts in told.values() for id_ in meant_by(doubts)])
    shown = [_shown(number, child_id, content, told.get(number, []), names) for number, child_id, content in page.items]
    return Page(shown, page.number, page.total, page.size)


def _doubts(content: dict[str, Any], number: int) -> list[Finding]:
    return [one for one in findings_in(content, number) if one.problem is Problem.NEAR_DUPLICATE]


def _names(child_ids: Sequence[int]) -> Mapping[int, str]:
    """Name, class and birth date of children a row may mean; one statement, none where nothing is doubtful."""
    if not child_ids:
        return {}
    rows = session().execute(select(Child.id, Child.name, Child.class_id, Child.birth_date).where(Child.id.in_(child_ids)))
    return {id_: f"{name} · {class_name(class_id)} · {dateformat(born)}" for id_, name, class_id, born in rows}


def _shown(
    number: int, child_id: int | None, content: dict[str, Any], doubts: Sequence[Finding], names: Mapping[int, str]
) -> Shown:
    may_be = [(id_, names[id_]) for id_ in meant_by(doubts) if id_ in names]
    differences = [(d.column, label(d.column, d.old), label(d.column, d.new), d.kept) for d in differences_in(content)]
    findings = [(finding.column, sentence(finding), remedy(finding)) for finding in findings_in(content, number)]
    returns = content.get("returns", False)
    return Shown(number, child_id, content["name"], content["class"], returns, differences, findings, may_be, bool(doubts))


def headings_choices(found: RegistryImport) -> Sequence[str]:
    """The standard columns an unknown heading may mean; those the file must have stand first."""
    missing = (found.notes or {}).get("missing", [])
    return [*missing, *(name for name in BY_NAME if name not in missing)] if found.step is Step.UPLOADED else ()


def likely_part(found: RegistryImport) -> bool:
    """So many children would leave that the file most likely holds a part of the school only."""
    return found.left > max(A_FEW, (found.unchanged + found.changed + found.left) // 10)
