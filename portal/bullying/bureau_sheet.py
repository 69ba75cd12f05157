"""The list a bureau asks for (rules §9.7, 台账): one row a child with name, class, number, telephone and address:
whoever did it and whoever was harmed, nobody who only saw it or helped.

Only cases the committee found to be bullying stand here; before a finding no name leaves a case, in whatever form.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.bullying.case_words import CLASSES, FOUND_ROLES, MEASURES, STATES
from portal.bullying.models.committee import Choice
from portal.bullying.models.steps import StepKind
from portal.bullying.queries.case_file import CaseFile, Side
from portal.bullying.report_words import KINDS
from portal.bullying.rules.joining import joined
from portal.bullying.rules.masking import redacted
from portal.bullying.rules.measures import LIMITS
from portal.children.dated import holds_on
from portal.children.models import Guardian
from portal.children.words import SEXES
from portal.core import clock
from portal.core.db import session
from portal.core.filters import day
from portal.core.sheets.writing import Column, write_xlsx
from portal.school.classes import class_name

Family = Mapping[int, Sequence[Guardian]]

COLUMNS = (
    (_l("Case number"), 12), (_l("Part in the case"), 14), (_l("Name"), 12), (_l("Sex"), 8), (_l("Class"), 14),
    (_l("Registry number"), 22), (_l("Telephone of the guardians"), 26), (_l("Home address"), 36), (_l("What happened"), 40),
    (_l("Measures"), 40), (_l("Follow-ups"), 30), (_l("Stands at"), 14),
)  # fmt: skip


def named_files(files: Sequence[CaseFile]) -> Sequence[CaseFile]:
    """Those whose last finding is that it was bullying."""
    return [file for file in files if file.findings and file.findings[-1].outcome is Choice.FOUND]


def bureau_sheet(files: Sequence[CaseFile]) -> bytes:
    """The workbook; one statement for the guardians of all children."""
    found, target = named_files(files), BytesIO()
    family = _guardians([side.child.id for file in found for side in file.main if side.child])
    rows = (row for file in found for side in file.main for row in _row(file, side, family))
    write_xlsx(target, _("List for the bureau"), [Column(str(title), width) for title, width in COLUMNS], rows)
    return target.getvalue()


def _guardians(child_ids: Sequence[int]) -> Family:
    near = select(Guardian).where(Guardian.child_id.in_(child_ids), Guardian.is_guardian, holds_on(Guardian, clock.today()))
    found: dict[int, list[Guardian]] = defaultdict(list)
    for one in session().scalars(near.order_by(Guardian.place, Guardian.id)):
        found[one.child_id].append(one)
    return found


def _row(file: CaseFile, side: Side, family: Family) -> Iterator[list[str]]:
    child = side.child
    if child is None:
        return
    near = family.get(child.id, ())
    measures = [
        f"{CLASSES[LIMITS[one.kind].measure_class]}: {MEASURES[one.kind]} {day(one.from_day)}–{day(one.until_day)}"
        for one in file.measures
        if one.party_id == side.party.id and one.lifted_at is None
    ]
    yield [
        file.case.number,
        str(FOUND_ROLES[side.party.role]),
        child.name,
        str(SEXES.get(child.sex, "")),
        class_name(child.class_id),
        f"G{child.id_number}" if child.id_number and child.id_type == "1" else child.id_number or "",
        joined([f"{one.name} {one.telephone}" for one in near if one.telephone]),
        next((one.address for one in near if one.address), ""),
        f"{day(file.case.happened_on)} {redacted(file.case.place, file.masks())} {KINDS[file.case.kind]}",
        joined(measures),
        joined([day(step.happened_at) for step in file.of(StepKind.FOLLOWED_UP) if step.party_id == side.party.id]),
        str(STATES[file.case.state]),
    ]
