"""Enrolling schools and taking them off the list."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.district.models import School
from portal.district.operations.operators import note
from portal.district.operations.receiving import is_code
from portal.exchange.signing import BadKey, PublicKey


def enrol(code: str, name: str, public_key: str, *, by: str) -> School:
    """Let a school send; a known one gets the new key, and a closed one is opened again."""
    if not is_code(code):
        raise Refused(_l("A school code has ten digits."), field="code")
    try:
        key = PublicKey.read(public_key)
    except BadKey:
        raise Refused(_l("This is no public key. Copy the 44 characters from the school's page."), field="public_key") from None
    school = session().scalar(select(School).where(School.code == code))
    if school is None:
        school = School(code=code, enrolled_at=clock.now())
        session().add(school)
    school.name, school.public_key, school.closed_at = name, key.text, None
    session().flush()
    note(by, "enrolled", code)
    return school


def close(school: School, *, by: str) -> None:
    """Take a school off the list of those that send; what it sent stays."""
    school.closed_at = clock.now()
    note(by, "closed", school.code)
