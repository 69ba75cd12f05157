"""The agreement as the family reads it on the phone: whose word is asked, and the words that were given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.dated import holds_on
from portal.children.models import Child, Guardian, Rights
from portal.core import clock
from portal.core.contributions import Panel
from portal.core.db import session
from portal.core.errors import NotFound
from portal.guardianship.models import AgreementEnding, AgreementWord, EntrustedCareAgreement, Word

#: What the family reads. The child's opinion and the answers about the carer stay on the paper.
READ = ("carer_id", "scope", "weekly_contact", "emergency_contact", "away_from", "away_until", "begins_on", "review_on", "ends_on")


def edition_of(agreement: EntrustedCareAgreement) -> str:
    """A mark that changes when a part changes that the family reads; filing the paper does not change it."""
    text = "\x1f".join(str(getattr(agreement, name)) for name in READ)
    return sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Asked:
    """An agreement that is open, a person whose word to it is asked, and the last word that person gave."""

    agreement: EntrustedCareAgreement
    child: Child
    guardian: Guardian
    said: AgreementWord | None

    @property
    def word(self) -> Word | None:
        """The word to the agreement as it stands now; what was said to an earlier text is asked again."""
        return self.said.word if self.said and self.said.edition == self.edition else None

    @property
    def edition(self) -> str:
        """The mark of the text as it stands."""
        return edition_of(self.agreement)


def asked(viewer: Viewer, *conditions: ColumnElement[bool]) -> Sequence[Asked]:
    """Open agreements of the viewer's own children: guardians with full rights, and the carer it names. One statement."""
    own, today, said = sorted(viewer.reaches(Tier.DIRECTORY).child_ids), clock.today(), aliased(AgreementWord)
    if not own:
        return []
    last = select(func.max(AgreementWord.id)).where(
        AgreementWord.agreement_id == EntrustedCareAgreement.id, AgreementWord.guardian_id == Guardian.id
    )
    found = (
        select(EntrustedCareAgreement, Child, Guardian, said)
        .join(Child, Child.id == EntrustedCareAgreement.child_id)
        .join(Guardian, Guardian.child_id == Child.id)
        .outerjoin(AgreementEnding, AgreementEnding.agreement_id == EntrustedCareAgreement.id)
        .outerjoin(said, said.id == last.scalar_subquery())
        .where(Child.id.in_(own), Guardian.person_id == viewer.person_id, holds_on(Guardian, today))
        .where(or_(Guardian.rights == Rights.FULL, Guardian.id == EntrustedCareAgreement.carer_id))
        .where(AgreementEnding.id.is_(None), _runs(today), *conditions)
        .order_by(Child.id, EntrustedCareAgreement.id)
    )
    return [Asked(*row) for row in session().execute(found)]


def _runs(today: date) -> ColumnElement[bool]:
    return or_(EntrustedCareAgreement.ends_on.is_(None), EntrustedCareAgreement.ends_on >= today)


def asked_about(viewer: Viewer, child_id: int, agreement_id: int) -> Asked:
    """One of them; NotFound when the viewer's word is not asked."""
    found = asked(viewer, Child.id == child_id, EntrustedCareAgreement.id == agreement_id)
    if not found:
        raise NotFound
    return found[0]


def home_panels(viewer: Viewer) -> Sequence[Panel]:
    """What is to be read and answered stands high; what was confirmed can be read again."""
    return [_panel(one) for one in asked(viewer)]


def _panel(one: Asked) -> Panel:
    at = url_for("guardianship.at_home", child_id=one.child.id, agreement_id=one.agreement.id)
    waits = [] if one.word else [(_("Who looks after %(name)s", name=one.child.name), at)]
    return Panel(
        f"guardianship.agreement.{one.agreement.id}",
        "guardianship/_home.html",
        {"one": one},
        order=75 if one.word else 25,
        waits=waits,
    )


def words_of(agreement_id: int) -> Sequence[AgreementWord]:
    """What was said to an agreement, newest first; the caller has found the agreement."""
    found = select(AgreementWord).options(joinedload(AgreementWord.guardian)).where(AgreementWord.agreement_id == agreement_id)
    return session().scalars(found.order_by(AgreementWord.id.desc())).all()


def objected(*conditions: ColumnElement[bool]) -> Sequence[tuple[AgreementWord, Child]]:
    """Last words that say no to the text of an open agreement as it stands: changing the text, or a later yes, settles it."""
    later = aliased(AgreementWord)
    beaten = select(later.id).where(
        later.agreement_id == AgreementWord.agreement_id,
        later.guardian_id == AgreementWord.guardian_id,
        later.id > AgreementWord.id,
    )
    found = (
        select(AgreementWord, Child, EntrustedCareAgreement)
        .join(EntrustedCareAgreement, EntrustedCareAgreement.id == AgreementWord.agreement_id)
        .join(Child, Child.id == EntrustedCareAgreement.child_id)
        .outerjoin(AgreementEnding, AgreementEnding.agreement_id == EntrustedCareAgreement.id)
        .where(AgreementWord.word == Word.OBJECTED, ~beaten.exists(), AgreementEnding.id.is_(None), *conditions)
        .order_by(AgreementWord.id)
    )
    return [(said, child) for said, child, agreement in session().execute(found) if said.edition == edition_of(agreement)]
