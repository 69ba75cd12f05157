"""What a canonical registry record says a child's file holds, and the way back: pure values, no tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, TypeAlias

from portal.children.left_behind import WHOLE_MONTHS, Parent, ParentState, after_months
from portal.registry.columns import BIRTH_DATE, CLASS, COLUMNS, DOCUMENT, MEMBERS, NAME, NUMBER, SEX, member_column

Record: TypeAlias = Mapping[str, str]

BOARDING, HOME, LEFT_BEHIND = "就读方式", "现住址", "是否留守儿童"
SLEEPS_HERE = "2"
ONE_PARENT, BOTH_PARENTS = "1", "2"
FATHERS, MOTHERS = frozenset({"51", "57"}), frozenset({"52", "58"})
PARENTS = FATHERS | MOTHERS | {"59"}
_MEMBER_PARTS = tuple(column.name.removeprefix("成员1") for column in COLUMNS if column.member == 1)


@dataclass(frozen=True, slots=True)
class Identity:
    """The columns of a record that stand on the child itself."""

    name: str
    sex: str
    birth_date: date
    class_number: str
    boarding: bool
    id_type: str
    id_number: str

    def as_columns(self) -> dict[str, str]:
        """Under the names of the registry."""
        return {
            NAME: self.name,
            SEX: self.sex,
            BIRTH_DATE: self.birth_date.strftime("%Y%m%d"),
            CLASS: self.class_number,
            BOARDING: SLEEPS_HERE if self.boarding else "1",
            DOCUMENT: self.id_type,
            NUMBER: self.id_number,
        }


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the family as the file of a child keeps one; the other columns stay in the record only."""

    name: str
    relation: str
    is_guardian: bool
    is_carer: bool
    telephone: str
    id_number: str
    address: str
    workplace: str

    def same_person(self, other: Member) -> bool:
        """Equal numbers, or with one of them absent equal names and relations."""
        if self.id_number and other.id_number:
            return self.id_number == other.id_number
        return (self.name, self.relation) == (other.name, other.relation)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a parent is, as far as the registry tells; `since` is the latest day it can have begun."""

    state: ParentState
    since: date | None
    where: str


def identity_of(record: Record) -> Identity:
    """Only of a record without a parked finding: its name, sex, birth date and class are readable."""
    born = record[BIRTH_DATE]
    return Identity(
        name=record[NAME],
        sex=record[SEX],
        birth_date=date(int(born[:4]), int(born[4:6]), int(born[6:8])),
        class_number=record.get(CLASS, ""),
        boarding=record.get(BOARDING, "") == SLEEPS_HERE,
        id_type=record.get(DOCUMENT, "") or "1",
        id_number=record.get(NUMBER, ""),
    )


def registry_number(identity: Identity) -> str | None:
    """The national pupil number of a child with an identity card: G and the number."""
    return f"G{identity.id_number}" if identity.id_type == "1" and identity.id_number else None


def member_of(record: Record, number: int) -> Member | None:
    """The first or second member of the family; None without a name."""
    name, relation, said, home = (record.get(member_column(number, part), "") for part in ("姓名", "关系", "是否监护人", "现住址"))
    if not name:
        return None
    return Member(
        name=name,
        relation=relation,
        is_guardian=said == "1" or (said != "0" and relation in PARENTS),
        is_carer=bool(home) and home == record.get(HOME, ""),
        telephone=record.get(member_column(number, "联系电话"), ""),
        id_number=record.get(member_column(number, "身份证件号"), ""),
        address=home,
        workplace=record.get(member_column(number, "工作单位"), ""),
    )


def members_of(record: Record) -> dict[int, Member]:
    """The members of the family by their place."""
    return {number: member for number in MEMBERS if (member := member_of(record, number)) is not None}


_KEPT = {
    "name": "姓名",
    "relation": "关系",
    "telephone": "联系电话",
    "id_number": "身份证件号",
    "address": "现住址",
    "workplace": "工作单位",
}


def current_record(record: Record, identity: Identity, members: Mapping[int, Member]) -> dict[str, str]:
    """The record as the portal knows it today: what was changed on the child's page stands before what was imported."""
    found = {column: value for column, value in record.items() if value}
    _put(found, _changed_identity(found, identity))
    for number in MEMBERS:
        _put(found, _changed_member(found, number, members.get(number)))
    return found


def _put(record: dict[str, str], changes: Mapping[str, str]) -> None:
    for column, value in changes.items():
        if value:
            record[column] = value
        else:
            record.pop(column, None)


def _changed_identity(record: Record, identity: Identity) -> dict[str, str]:
    columns = identity.as_columns()
    if record.get(BOARDING, "") not in ("1", "2") and not identity.boarding:
        del columns[BOARDING]  # nobody said; that is no decision for day pupil
    if not record.get(DOCUMENT) and identity.id_type == "1":
        del columns[DOCUMENT]
    return columns


def _changed_member(record: Record, number: int, member: Member | None) -> dict[str, str]:
    known = member_of(record, number)
    if member is None:
        return {} if known is None else {member_column(number, part): "" for part in _MEMBER_PARTS}
    mine: dict[str, Any] = asdict(member)
    theirs: dict[str, Any] = asdict(known) if known else {}
    changes = {member_column(number, part): mine[name] for name, part in _KEPT.items() if mine[name] != theirs.get(name)}
    if mine["is_guardian"] != theirs.get("is_guardian"):
        changes[member_column(number, "是否监护人")] = "1" if member.is_guardian else "0"
    return changes


def whereabouts_of(record: Record, today: date) -> dict[Parent, Place]:
    """Where the parents are by the registry's mark: who counts there has been away for three months at least.

    With one parent away it is the one of the two who does not live where the child does; when that does not tell, EITHER.
    A parent who lives with the child is at home. What the registry does not say stays out.
    """
    mark = record.get(LEFT_BEHIND, "")
    listed = {Parent.FATHER: _place(record, FATHERS), Parent.MOTHER: _place(record, MOTHERS)}
    known = {parent: number for parent, number in listed.items() if number}
    elsewhere = [parent for parent, number in known.items() if not _lives_with_child(record, number)]
    away: list[Parent] = []
    if mark == BOTH_PARENTS:
        away = [Parent.FATHER, Parent.MOTHER]
    elif mark == ONE_PARENT:
        away = elsewhere if len(elsewhere) == 1 else [Parent.EITHER]
    since = after_months(today, -WHOLE_MONTHS)
    found = {parent: Place(ParentState.AWAY_FOR_WORK, since, _where(record, known.get(parent))) for parent in away}
    for parent, number in known.items():
        if mark != BOTH_PARENTS and parent not in away and _lives_with_child(record, number):
            found[parent] = Place(ParentState.AT_HOME, None, "")
    return found


def _place(record: Record, relations: frozenset[str]) -> int | None:
    return next((number for number in MEMBERS if record.get(member_column(number, "关系"), "") in relations), None)


def _lives_with_child(record: Record, number: int) -> bool:
    home = record.get(HOME, "")
    return bool(home) and record.get(member_column(number, "现住址"), "") == home


def _where(record: Record, number: int | None) -> str:
    if number is None or _lives_with_child(record, number):
        return ""
    return record.get(member_column(number, "现住址"), "") or record.get(member_column(number, "工作单位"), "")
