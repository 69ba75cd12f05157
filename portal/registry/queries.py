"""What an import asks the database: the children of the school for matching, and whole files in batches for comparing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row, func, select

from portal.children.models import Child, Enrolment, Guardian
from portal.core.db import Base, session
from portal.core.errors import NotFound
from portal.journal.models import JournalRow
from portal.registry.columns import MEMBERS
from portal.registry.duplicates import name_key
from portal.registry.files import Identity, Member, current_record
from portal.registry.matching import Known
from portal.registry.models import RegistryHeading, RegistryImport, RegistryImportChange, RegistryWord
from portal.registry.plan import FileState, Kind
from portal.school.models import SchoolClass

BATCH = 400  # files in memory at once; also below SQLite's limit of bound values
# Written by an import itself, or told by the journal.
_OWN = frozenset({"child", "guardian", "whereabouts", "roll_entry", "registry_word"})
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


def changed_since(found: RegistryImport) -> Sequence[tuple[int, str]]:
    """(id, name) of files this import touched and somebody changed after it: their version moved, the journal says so, or other
    records rest on a file it made.
    """
    touched = _touched(found)
    moved = {id_ for id_, (version, now, _) in touched.items() if version != now} | (_written_about(found) & touched.keys())
    moved |= _rested_on([id_ for id_, (_, _, kind) in touched.items() if kind is Kind.NEW])
    names = dict(session().execute(select(Child.id, Child.name)).all()) if moved else {}
    return sorted(((id_, names.get(id_, "")) for id_ in moved), key=lambda each: each[1])


def _touched(found: RegistryImport) -> dict[int, tuple[int, int | None, Kind]]:
    """Child id → the version the import left, the version now, what the import did."""
    columns = (RegistryImportChange.child_id, RegistryImportChange.version, Child.version, RegistryImportChange.kind)
    rows = select(*columns).outerjoin(Child, Child.id == RegistryImportChange.child_id)
    mine = rows.where(RegistryImportChange.import_id == found.id, RegistryImportChange.kind != Kind.UNCHANGED)
    return {id_: (version, now, kind) for id_, version, now, kind in session().execute(mine)}


def _written_about(found: RegistryImport) -> set[int]:
    """Children about whom something was written, not only read, after the import."""
    taken_in = (JournalRow.event == "registry.taken_in", JournalRow.subject_id == found.id)
    seq = select(func.max(JournalRow.seq)).where(*taken_in).scalar_subquery()
    written = select(JournalRow.child_id).where(JournalRow.seq > seq, ~JournalRow.reads, JournalRow.child_id.is_not(None))
    return {id_ for id_ in session().scalars(written.distinct()) if id_ is not None}


def _rested_on(child_ids: Sequence[int]) -> set[int]:
    """Which of these files rows of other tables point to."""
    found: set[int] = set()
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name == "child" and table.name not in _OWN:
                for start in range(0, len(child_ids), BATCH):
                    column = key.parent
                    found |= set(session().scalars(select(column).where(column.in_(child_ids[start : start + BATCH]))))
    return found


def roll_in_order() -> Sequence[int]:
    """The children on the roll by class and name."""
    ordered = select(Child.id).outerjoin(SchoolClass, Child.class_id == SchoolClass.id).where(Child.enrolment.in_(ON_ROLL))
    return list(session().scalars(ordered.order_by(SchoolClass.number, Child.pinyin, Child.id)))


def remembered_headings() -> dict[str, str]:
    """This school's own words above columns: word → standard column, "" to leave it out."""
    return dict(session().execute(select(RegistryHeading.word, RegistryHeading.column)).all())


def found_import(import_id: int) -> RegistryImport:
    """An import by its number, or NotFound; whoever may import may see every import of the school."""
    found = session().get(RegistryImport, import_id)
    if found is None:
        raise NotFound
    return found
