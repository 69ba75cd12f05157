"""The values of rows to be written for a record: child, guardian, whereabouts, roll; pure, shared by new and changed files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portal.access.viewer import Viewer
from portal.children.left_behind import Parent
from portal.children.models import Enrolment, Rights
from portal.children.names import search_text
from portal.core.pinyin import initials_of, pinyin_of
from portal.enrolment.models import Reason
from portal.registry.columns import ENTERED
from portal.registry.files import Identity, Member, Place, Record, identity_of, registry_number

SOURCE = "registry"
FORMER_NAME = "曾用名"


@dataclass(frozen=True)
class Writer:
    """What every row of one import shares: which import, the classes by number, the day and the moment, and who."""

    import_id: int
    class_ids: dict[str, int]
    today: date
    now: datetime
    by: Viewer | None

    @property
    def by_id(self) -> int | None:
        return self.by.person_id if self.by else None


def child_values(record: Record, class_ids: dict[str, int]) -> dict[str, Any]:
    """The columns of `Child` that follow from a record; those that say where it stands with the school are not among them."""
    identity = identity_of(record)
    return {
        "name": identity.name,
        "search": search_text(identity.name, record.get(FORMER_NAME, "")),
        "pinyin": pinyin_of(identity.name),
        "initials": initials_of(identity.name),
        "sex": identity.sex,
        "birth_date": identity.birth_date,
        "class_id": class_ids.get(identity.class_number),
        "boarding": identity.boarding,
        **number_values(identity),
        "registry_record": {column: value for column, value in record.items() if value},
    }


def number_values(identity: Identity) -> dict[str, Any]:
    """The identity number, readable with the keys only, and the hashes it is found by."""
    number = identity.id_number or None
    return {
        "id_type": identity.id_type,
        "id_number": number,
        "id_number_hash": number,
        "registry_no_hash": registry_number(identity),
    }


def guardian_values(member: Member) -> dict[str, Any]:
    """The columns of `Guardian` that follow from a member of the family."""
    return {
        "name": member.name,
        "relation": member.relation,
        "is_guardian": member.is_guardian,
        "is_carer": member.is_carer,
        "telephone": member.telephone or None,
        "telephone_hash": member.telephone or None,
        "id_number": member.id_number or None,
        "address": member.address or None,
        "workplace": member.workplace or None,
    }


def new_guardian(child_id: int, place: int, member: Member, today: date) -> dict[str, Any]:
    """A row for a member not known before."""
    rights = Rights.FULL if member.is_guardian else Rights.CONTACT
    fixed = {"child_id": child_id, "place": place, "rights": rights, "source": SOURCE, "from_day": today, "version": 1}
    return guardian_values(member) | fixed


def new_whereabouts(child_id: int, parent: Parent, place: Place, today: date, now: datetime) -> dict[str, Any]:
    """A dated fact from the registry's mark."""
    return {
        "child_id": child_id,
        "parent": str(parent),
        "state": str(place.state),
        "since": place.since,
        "since_at_latest": place.since is not None,
        "where": place.where or None,
        "source": SOURCE,
        "from_day": today,
        "recorded_at": now,
    }


def entered_on(record: Record, today: date) -> date:
    """Since when a new child is on the roll: the first of its month of entry, today when that is not known."""
    month = record.get(ENTERED, "")
    day = date(int(month[:4]), int(month[4:6]), 1) if len(month) == 6 and month.isdecimal() else today
    return min(day, today)


def roll_entry(
    child_id: int, enrolment: Enrolment, reason: Reason, class_id: int | None, day: date, now: datetime, by_id: int | None
) -> dict[str, Any]:
    """A row of the roll's history."""
    return {
        "child_id": child_id,
        "enrolment": enrolment,
        "reason": reason,
        "class_id": class_id,
        "day": day,
        "recorded_at": now,
        "recorded_by_id": by_id,
    }
