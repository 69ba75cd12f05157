"""Setting the school up."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import forget, session
from portal.core.errors import Refused
from portal.journal.operations import record
from portal.school.models import School

KEY_CHECK = "the keys fit"


def create_school(name: str, code: str, *, boarding: bool = False, is_demo: bool = False, by: Viewer | None) -> School:
    """The one school of this database; refused when there is one already or the code is not ten digits (学校标识码)."""
    if session().get(School, 1) is not None:
        raise Refused(_l("This database already holds a school. One portal serves one school."))
    if not (code.isascii() and code.isdigit() and len(code) == 10):
        raise Refused(_l("The school code has ten digits, as on the school's certificate."), field="code")
    school = School(
        id=1,
        name=name,
        code=code,
        district_code="",
        boarding=boarding,
        is_demo=is_demo,
        key_check=KEY_CHECK,
        created_at=clock.now(),
    )
    session().add(school)
    forget("school.profile")
    record("school.created", subject=school, by=by)
    return school
