"""Who the child is: name, birth, boarding, home. Two people may edit at once; the second sees both versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l

from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.children.names import search_text
from portal.children.words import SEXES, as_sent, yes_or_no
from portal.core import clock, identity_number
from portal.core.db import session
from portal.core.errors import Difference, Refused, Words, require_version
from portal.core.pinyin import initials_of, pinyin_of
from portal.journal.operations import record

FORMER_NAME, HOME, NUMBER_IN_CLASS = "曾用名", "现住址", "班内学号"
CARD = "1"  # the identity card among the registry's kinds of documents


@dataclass(frozen=True)
class IdentityWords:
    """What a form says of a child; an empty identity number keeps the one that is known."""

    name: str
    former_name: str
    sex: str
    birth_date: date
    boarding: bool
    home: str
    number_in_class: str
    id_number: str = ""


def identity_words(child: Child) -> IdentityWords:
    """What is known of a child, as a form shows it; the identity number stays out."""
    known = child.registry_record or {}
    return IdentityWords(
        name=child.name,
        former_name=known.get(FORMER_NAME, ""),
        sex=child.sex,
        birth_date=child.birth_date,
        boarding=child.boarding,
        home=known.get(HOME, ""),
        number_in_class=known.get(NUMBER_IN_CLASS, ""),
    )


def edit_identity(child: Child, words: IdentityWords, version: int, *, by: Viewer) -> None:
    """Change who the child is; Conflict with both versions when someone else saved since the form was opened."""
    require_version(child, version, _differences(identity_words(child), words))
    _check(child, words)
    child.name, child.sex, child.birth_date, child.boarding = words.name, words.sex, words.birth_date, words.boarding
    child.search = search_text(words.name, words.former_name)
    child.pinyin, child.initials = pinyin_of(words.name), initials_of(words.name)
    texts = {FORMER_NAME: words.former_name, HOME: words.home, NUMBER_IN_CLASS: words.number_in_class}
    kept = {**(child.registry_record or {}), **texts}
    child.registry_record = {column: value for column, value in kept.items() if value}
    if words.id_number:
        _renumber(child, identity_number.normalised(words.id_number))
    session().flush()
    record("children.identity_changed", subject=child, child_id=child.id, by=by)


def _renumber(child: Child, number: str) -> None:
    child.id_number = child.id_number_hash = number
    child.registry_no_hash = f"G{number}" if child.id_type == CARD else None


def _check(child: Child, words: IdentityWords) -> None:
    if words.birth_date > clock.today():
        raise Refused(_l("This day is still to come. Write a day up to today."), field="birth_date")
    number = identity_number.normalised(words.id_number)
    if not number or child.id_type != CARD:
        return
    if not identity_number.is_valid(number):
        raise Refused(_l("This identity number has a mistake: its last character does not fit the others."), field="id_number")
    if identity_number.birth_date(number) != words.birth_date:
        raise Refused(_l("The identity number says another birth date. Change the one that is wrong."), field="id_number")
    if identity_number.sex(number) != words.sex:
        raise Refused(_l("The identity number says another sex. Change the one that is wrong."), field="id_number")


LABELS: Mapping[str, Words] = {
    "name": _l("Name"),
    "former_name": _l("Former name"),
    "sex": _l("Sex"),
    "birth_date": _l("Birth date"),
    "boarding": _l("Boards at school"),
    "home": _l("Home"),
    "number_in_class": _l("Number in class"),
}


def _differences(saved: IdentityWords, mine: IdentityWords) -> list[Difference]:
    return [_difference(name, getattr(saved, name), getattr(mine, name)) for name in LABELS]


def _difference(name: str, theirs: object, yours: object) -> Difference:
    return Difference(name, LABELS[name], as_sent(theirs), as_sent(yours), _said(name, theirs), _said(name, yours))


def _said(name: str, value: object) -> Words:
    return SEXES.get(str(value), "") if name == "sex" else yes_or_no(value)
