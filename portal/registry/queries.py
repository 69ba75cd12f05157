"""What an import asks the database: the children of the school for matching, and whole files in batches for comparing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row, select

from portal.children.models import Child, Enrolment, Guardian
from portal.core.db import session
from portal.core.errors import NotFound
from portal.registry.columns import MEMBERS
from portal.registry.duplicates import name_key
from portal.registry.files import Identity, Member, current_record
from portal.registry.matching import Known
from portal.registry.models import RegistryHeading, RegistryImport, RegistryWord
from portal.registry.plan import FileState
from portal.school.models import SchoolClass

BATCH = 400  # files in memory at once; also below SQLite's limit of bound values
ON_ROLL = (Enrolment.ENROLLED, Enrolment.SUSPENDED)


def known_children() -> Sequence[Known]:
    """Every child that has a file here, joined ones left out, with the names of its family."""
    families = _families()
    columns = (Child.id, Child.name, Child.birth_date, SchoolClass.number, Child.id_number_hash, Child.enrolment)
    rows = session().execute(
        select(*columns).outerjoin(SchoolClass, Child.class_id == SchoolClass.id).where(Child.enrolment != Enrolment.MERGED)
    )
    return [
        Known(id_, name, born.strftime("%Y%m%d"), class_ or "", number or "", families.get(id_, frozenset()), enrolment in ON_ROLL)
        for id_, name, born, class_, number, enrolment in rows
    ]


def hashed(number: str) -> str:
    """The keyed hash of an identity number, as `Child.id_number_hash` holds it."""
    found: str = session().info["keys"].lookup_hash(number, "id_number")
    return found


def _families() -> dict[int, frozenset[str]]:
    found: defaultdict[int, set[str]] = defaultdict(set)
    for child_id, name in session().execute(select(Guardian.child_id, Guardian.name).where(Guardian.until_day.is_(None))):
        found[child_id].add(name_key(name))
    return {child_id: frozenset(names) for child_id, names in found.items()}


def children_missing(present: set[int]) -> Sequence[tuple[int, str, str]]:
    """(id, name, class number) of enrolled children who are not among these."""
    columns = select(Child.id, Child.name, SchoolClass.number).outerjoin(SchoolClass, Child.class_id == SchoolClass.id)
    rows = session().execute(columns.where(Child.enrolment == Enrolment.ENROLLED).order_by(SchoolClass.number, Child.pinyin))
    return [(id_, name, number or "") for id_, name, number in rows if id_ not in present]


def file_states(child_ids: Sequence[int]) -> Iterator[FileState]:
    """The files of these children as they are today, in the given order, a batch at a time."""
    for start in range(0, len(child_ids), BATCH):
        batch = child_ids[start : start + BATCH]
        rows = {row.id: row for row in _file_rows(batch)}
        members = _members(batch)
        for child_id in batch:
            yield _state(rows[child_id], members[child_id])


def _file_rows(batch: Sequence[int]) -> Sequence[Row[Any]]:
    columns = (Child.id, Child.version, Child.enrolment, Child.name, Child.sex, Child.birth_date)
    more = (
        SchoolClass.number.label("class_number"),
        Child.boarding,
        Child.id_type,
        Child.id_number,
        Child.registry_record,
        RegistryWord.record.label("word"),
    )
    found = (
        select(*columns, *more)
        .outerjoin(SchoolClass, Child.class_id == SchoolClass.id)
        .outerjoin(RegistryWord, RegistryWord.child_id == Child.id)
        .where(Child.id.in_(batch))
    )
    return session().execute(found).all()


def _members(batch: Sequence[int]) -> defaultdict[int, dict[int, Member]]:
    """By child and place; one from the registry stands before one that was written here."""
    columns = (Guardian.child_id, Guardian.place, Guardian.name, Guardian.relation, Guardian.is_guardian, Guardian.is_carer)
    more = (Guardian.telephone, Guardian.id_number, Guardian.address, Guardian.workplace)
    rows = select(*columns, *more).where(Guardian.child_id.in_(batch), Guardian.until_day.is_(None), Guardian.place.in_(MEMBERS))
    found: defaultdict[int, dict[int, Member]] = defaultdict(dict)
    for row in session().execute(rows.order_by(Guardian.source != "registry", Guardian.id)):
        texts = [text or "" for text in row[6:]]
        found[row.child_id].setdefault(row.place, Member(*row[2:6], *texts))
    return found


def _state(row: Row[Any], members: dict[int, Member]) -> FileState:
    identity = Identity(row.name, row.sex, row.birth_date, row.class_number or "", row.boarding, row.id_type, row.id_number or "")
    record = current_record(row.registry_record or {}, identity, members)
    return FileState(row.id, row.version, row.enrolment, identity, members, record, row.word)


def roll_in_order() -> Sequence[int]:
    """The children on the roll by class and name."""
    ordered = select(Child.id).outerjoin(SchoolClass, Child.class_id == SchoolClass.id).where(Child.enrolment.in_(ON_ROLL))
    return list(session().scalars(ordered.order_by(SchoolClass.number, Child.pinyin, Child.id)))


def remembered_headings() -> dict[str, str]:
    """This school's own words above columns: word → standard column, "" to leave it out."""
    return dict(session().execute(select(RegistryHeading.word, RegistryHeading.column)).tuples().all())


def found_import(import_id: int) -> RegistryImport:
    """An import by its number, or NotFound; whoever may import may see every import of the school."""
    found = session().get(RegistryImport, import_id)
    if found is None:
        raise NotFound
    return found
