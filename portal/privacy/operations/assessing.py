"""The assessment of impact is written, changed until it is signed, and then kept."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from portal.access.permissions import Role
from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Difference, Refused, require_version
from portal.journal.operations import record
from portal.privacy.models import ImpactAssessment
from portal.privacy.words import QUESTIONS


def write_assessment(texts: Mapping[str, str], *, by: Viewer) -> ImpactAssessment:
    """The next edition."""
    edition = (session().scalar(select(func.max(ImpactAssessment.edition))) or 0) + 1
    made = ImpactAssessment(edition=edition, made_at=clock.now(), made_by_id=by.person_id, **texts)
    session().add(made)
    session().flush()
    record("privacy.assessment_written", subject=made, by=by)
    return made


def change_assessment(found: ImpactAssessment, texts: Mapping[str, str], version: int, *, by: Viewer) -> None:
    """Change an edition nobody has signed; Conflict when somebody else did meanwhile."""
    _must_be_open(found)
    differences = [Difference(key, QUESTIONS[key], getattr(found, key), texts[key]) for key in QUESTIONS]
    require_version(found, version, differences)
    for key, text in texts.items():
        setattr(found, key, text)
    session().flush()
    record("privacy.assessment_changed", subject=found, by=by)


def sign_assessment(found: ImpactAssessment, version: int | None, *, by: Viewer) -> None:
    """The principal answers for the text as it was read, `version` of it (个人信息保护法 55-56)."""
    if Role.PRINCIPAL not in by.roles:
        raise Refused(_l("The principal signs the assessment."))
    _must_be_open(found)
    if found.version != version:
        raise Refused(_l("The text has changed since you opened it. Read it once more, then sign."))
    found.signed_at, found.signed_by_id = clock.now(), by.person_id
    session().flush()
    record("privacy.assessment_signed", subject=found, by=by)


def _must_be_open(found: ImpactAssessment) -> None:
    if found.signed_at is not None:
        raise Refused(_l("This edition is signed and stays as it is. Write the next one."))
