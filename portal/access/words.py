"""What roles, tiers and extents are called on the screen."""

from __future__ import annotations

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from portal.access.permissions import Extent, Role, Tier

ROLE_WORDS: dict[Role, LazyString] = {
    Role.ADMINISTRATOR: _l("System administrator"),
    Role.PRINCIPAL: _l("Principal"),
    Role.SAFEGUARDING_LEAD: _l("Safeguarding lead"),
    Role.COUNSELOR: _l("Counselor"),
    Role.HOMEROOM_TEACHER: _l("Homeroom teacher"),
    Role.TEACHER: _l("Teacher"),
    Role.DUTY_STAFF: _l("Dormitory and duty staff"),
    Role.LEGAL_VICE_PRINCIPAL: _l("Legal vice principal"),
    Role.INSPECTOR: _l("Inspector"),
    Role.AUDITOR: _l("Auditor"),
    Role.GUARDIAN: _l("Parent or guardian"),
    Role.CARER: _l("Carer"),
}

TIER_WORDS: dict[Tier, LazyString] = {
    Tier.DIRECTORY: _l("Name and class"),
    Tier.SCHOOLING: _l("Schooling"),
    Tier.WELFARE: _l("Family and care"),
    Tier.CLINICAL: _l("Screening and counseling"),
    Tier.SEALED: _l("Sealed records"),
}

EXTENT_WORDS: dict[Extent, LazyString] = {
    Extent.SCHOOL: _l("the whole school"),
    Extent.OWN_CLASS: _l("own class"),
    Extent.OWN_HOUSE: _l("own house"),
    Extent.OWN_CHILD: _l("own child"),
    Extent.OWN_CASE: _l("own cases"),
}


def role_words(role: Role) -> LazyString:
    """The name of a role."""
    return ROLE_WORDS[role]
