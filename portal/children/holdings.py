"""What the children's files keep, why, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.permissions import FAMILY, Tier
from portal.children.models import (
    AccessGrant,
    Attachment,
    AttachmentWithdrawal,
    Child,
    Enrolment,
    FactWithdrawal,
    Guardian,
    HealthNote,
    NoContactOrder,
    Whereabouts,
)
from portal.core.holdings import EMPTIED, Ground, Holding, Texts, about, under
from portal.people.models import Person, Post


def _parents_without_a_child_here(ids: Sequence[int]) -> Any:
    """People who are here only for these children: a parent with another child at school, or a post, keeps the number."""
    own = select(Guardian.person_id).where(Guardian.child_id.in_(ids))
    here = (Enrolment.ENROLLED, Enrolment.SUSPENDED)
    others = select(Guardian.id).join(Child, Child.id == Guardian.child_id)
    others = others.where(Guardian.person_id == Person.id, Child.enrolment.in_(here))
    works = select(Post.id).where(Post.person_id == Person.id, Post.role.not_in(FAMILY))
    return Person.id.in_(own) & ~others.exists() & ~works.exists()


HOLDINGS = (
    Holding(
        "children.identity",
        _l("Name, birth date, class and the numbers of the registry"),
        _l("To know who is at this school, and which child is left behind"),
        Ground.DUTY,
        _l("Compulsory Education Law; rules on the registry of pupils; Law on the Protection of Minors, article 29"),
        ("child", "census_confirmation"),
        Tier.DIRECTORY,
        kept=_l("With the school's roll"),
        given=_l("district, as counts only"),
    ),
    Holding(
        "children.family",
        _l("Guardians and carers: telephone, address, work, where the parents are"),
        _l("To reach whoever cares for the child, and to see who is missing"),
        Ground.DUTY,
        _l("Law on the Protection of Minors, articles 22 and 29"),
        ("guardian", "whereabouts", "no_contact_order", "fact_withdrawal", "access_grant"),
        Tier.WELFARE,
        months=36,
        texts=(
            about(Guardian, telephone=None, telephone_hash=None, id_number=None, address=None, workplace=None),
            Texts(Person, _parents_without_a_child_here, {"telephone": None, "telephone_hash": None}),
            about(Whereabouts, where=None),
            about(NoContactOrder, issued_by=EMPTIED),
            about(FactWithdrawal, reason=EMPTIED),
            about(AccessGrant, reason=EMPTIED),
        ),
    ),
    Holding(
        "children.papers",
        _l("Health notes and scanned papers"),
        _l("To keep the child safe at school"),
        Ground.CONSENT,
        _l("Personal Information Protection Law, articles 28 to 31"),
        ("health_note", "attachment", "attachment_withdrawal"),
        Tier.WELFARE,
        months=36,
        texts=(
            about(HealthNote, text=EMPTIED),
            about(Attachment, title=EMPTIED, sealed="stored_as"),
            under(AttachmentWithdrawal.attachment_id, Attachment, reason=EMPTIED),
        ),
    ),
)
