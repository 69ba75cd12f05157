"""What the children's files keep, why, and until when."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Tier
from portal.children.models import (
    AccessGrant,
    Attachment,
    AttachmentWithdrawal,
    FactWithdrawal,
    Guardian,
    HealthNote,
    NoContactOrder,
    Whereabouts,
)
from portal.core.holdings import EMPTIED, Ground, Holding, about, under

HOLDINGS = (
    Holding(
        "children.identity",
        _l("Name, birth date, class and the numbers of the registry"),
        _l("To know who is at this school, and which child is left behind"),
        Ground.DUTY,
        _l("Compulsory Education Law; rules on the registry of pupils; Law on the Protection of Minors, article 29"),
        ("child", "census_confirmation"),
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
