"""Categories of aid and hardship a school keeps (rules §4.8, §9.5): families are helped by these names."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.core.errors import Words

CATEGORIES: dict[str, Words] = {
    "minimum_living": _l("Minimum living allowance"),
    "extreme_hardship": _l("Support for those in extreme hardship"),
    "orphan": _l("Orphan"),
    "de_facto_unattended": _l("Child de facto without a caregiver"),
    "poverty_watch": _l("Family watched against falling back into poverty"),
    "disabled": _l("Disability"),
    "low_income": _l("Low-income family"),
    "temporary_relief": _l("Temporary relief"),
    "medical_relief": _l("Medical relief"),
    "housing_relief": _l("Housing relief"),
    "boarder_subsidy": _l("Living subsidy for boarders"),
    "martyr": _l("Child of a martyr or of someone honoured"),
    "other": _l("Other help"),
}


def aid_words(category: str) -> Words:
    """The name of a category; an imported one we do not know stands for itself."""
    return CATEGORIES.get(category, category)
