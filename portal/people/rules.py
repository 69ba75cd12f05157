"""Pure decisions about posts and vetting."""

from __future__ import annotations

from datetime import date, timedelta

from flask_babel import lazy_gettext as _l

from portal.access.permissions import FAMILY, Role
from portal.core.errors import Refused, Words
from portal.people.models import VettingStatus

LONGEST_NAME = 50
LONGEST_STAFF_NO = 30
A_YEAR = timedelta(days=366)
HOUSES: dict[str, Words] = {"1": _l("boys' house"), "2": _l("girls' house")}


def written_name(name: str) -> str:
    """A name without spaces around it; refused when nothing is left, or too much."""
    plain = name.strip()
    if not plain:
        raise Refused(_l("Write the name"), field="name")
    if len(plain) > LONGEST_NAME:
        raise Refused(_l("A name has at most %(count)s characters.", count=LONGEST_NAME), field="name")
    return plain


def check_staff_no(staff_no: str) -> None:
    """As long as a column of the staff list is wide, on one line."""
    if len(staff_no) > LONGEST_STAFF_NO or not staff_no.isprintable():
        raise Refused(_l("A staff number has at most %(count)s characters, on one line.", count=LONGEST_STAFF_NO), field="staff_no")


def check_post(role: Role, class_id: int | None, house: str | None) -> None:
    """Refused unless the post names what its reach follows from: a homeroom teacher's class, a house's sex."""
    if role in FAMILY:
        raise Refused(_l("Parents and carers get their login from a slip, not from here."), field="role")
    if role is Role.HOMEROOM_TEACHER and class_id is None:
        raise Refused(_l("Choose the class of the homeroom teacher."), field="class_id")
    if house is not None and house not in HOUSES:
        raise Refused(_l("Choose one of the houses."), field="house")


def check_vetting(status: VettingStatus, queried_on: date, valid_until: date, today: date) -> None:
    """A query speaks for its day and for a year at most (未成年人保护法 62: every year)."""
    if queried_on > today:
        raise Refused(_l("The query cannot lie in the future."), field="queried_on")
    if valid_until < queried_on:
        raise Refused(_l("The last day lies before the query."), field="valid_until")
    if status is not VettingStatus.REQUESTED and valid_until > queried_on + A_YEAR:
        raise Refused(_l("A result holds for a year at most; the law asks for a query every year."), field="valid_until")
