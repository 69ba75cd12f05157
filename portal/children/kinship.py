"""What a guardian or carer is to the child (GB/T 4761, the codes of the national registry)."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.core.errors import Words

#: The relations schools meet, nearest first.
RELATIONS: dict[str, Words] = {
    "51": _l("Father"),
    "52": _l("Mother"),
    "61": _l("Grandfather, father's side"),
    "62": _l("Grandmother, father's side"),
    "63": _l("Grandfather, mother's side"),
    "64": _l("Grandmother, mother's side"),
    "57": _l("Stepfather or adoptive father"),
    "58": _l("Stepmother or adoptive mother"),
    "59": _l("Other parent relation"),
    "66": _l("Great-grandfather"),
    "67": _l("Great-grandmother"),
    "71": _l("Elder brother"),
    "72": _l("Elder brother's wife"),
    "73": _l("Younger brother"),
    "74": _l("Younger brother's wife"),
    "75": _l("Elder sister"),
    "76": _l("Elder sister's husband"),
    "77": _l("Younger sister"),
    "78": _l("Younger sister's husband"),
    "79": _l("Other sibling"),
    "81": _l("Uncle, father's elder brother"),
    "82": _l("Aunt, his wife (elder)"),
    "83": _l("Uncle, father's younger brother"),
    "84": _l("Aunt, his wife (younger)"),
    "85": _l("Uncle, mother's brother"),
    "86": _l("Aunt, wife of mother's brother"),
    "87": _l("Uncle, husband of mother's sister"),
    "88": _l("Aunt, mother's sister"),
    "89": _l("Uncle, husband of father's sister"),
    "90": _l("Aunt, father's sister"),
    "91": _l("Cousin, father's side"),
    "92": _l("Cousin, mother's side"),
    "97": _l("Other relative"),
    "99": _l("Not a relative"),
    "80": _l("Other"),
}

FATHERS = frozenset({"51", "57"})
MOTHERS = frozenset({"52", "58"})


def relation_words(code: str) -> Words:
    """The name of a relation; what the registry wrote when it is no code we know."""
    return RELATIONS.get(code, code)
