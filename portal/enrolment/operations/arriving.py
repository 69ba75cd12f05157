"""A child comes from another school before the registry knows it: a file is made by hand, and the next import meets it there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.children.models import Child, Enrolment
from portal.children.names import search_text
from portal.core import clock, identity_number
from portal.core.db import session
from portal.core.errors import Refused
from portal.core.pinyin import initials_of, pinyin_of
from portal.enrolment.models import Reason
from portal.enrolment.operations.acts import place
from portal.enrolment.operations.moving import NO_CLASS, NOT_YET
from portal.school.classes import classes

WRONG_NUMBER = _l("The check digit of the identity number does not fit: one of its digits is wrong.")
NOT_THE_SAME = _l("Sex or birth date does not agree with the identity number. Compare them with the household register.")
KNOWN = _l("A child with this identity number has a file already. Find it by its number and let it come back.")


@dataclass(frozen=True)
class Arrival:
    """What the school writes down on the day a child comes; without a number yet, `id_number` is empty."""

    name: str
    sex: str
    birth_date: date
    id_number: str
    class_id: int
    boarding: bool
    day: date
    note: str = ""


def arrive(words: Arrival, *, by: Viewer) -> Child:
    """Make the file and put the child on the roll."""
    number = identity_number.normalised(words.id_number)
    _check(words, number)
    child = Child(
        name=words.name, search=search_text(words.name), pinyin=pinyin_of(words.name), initials=initials_of(words.name),
        sex=words.sex, birth_date=words.birth_date, class_id=words.class_id, boarding=words.boarding,
        id_type="1" if number else "Z", id_number=number or None, id_number_hash=number or None,
        registry_no_hash=f"G{number}" if number else None, enrolment=Enrolment.ENROLLED, enrolment_since=words.day,
        registry_record={}, created_at=clock.now(),
    )  # fmt: skip
    session().add(child)
    session().flush()
    act = place([child], Reason.TRANSFERRED_IN, Enrolment.ENROLLED, words.day, note=words.note, by=by)
    act.before = {**act.before, "made": True}
    return child


def _check(words: Arrival, number: str) -> None:
    if words.day > clock.today():
        raise Refused(NOT_YET, field="day")
    if words.class_id not in classes():
        raise Refused(NO_CLASS, field="class_id")
    if not number:
        return
    if not identity_number.is_valid(number):
        raise Refused(WRONG_NUMBER, field="id_number")
    if (identity_number.sex(number), identity_number.birth_date(number)) != (words.sex, words.birth_date):
        raise Refused(NOT_THE_SAME, field="id_number")
    known = select(Child.id).where(Child.id_number_hash == number, Child.enrolment != Enrolment.MERGED)
    if session().scalars(known).first() is not None:
        raise Refused(KNOWN, field="id_number")
