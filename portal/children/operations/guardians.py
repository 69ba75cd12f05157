"""Guardians and carers: from a day until a day, with their own rights; and the orders that keep one away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.dated import holds_on
from portal.children.kinship import relation_words
from portal.children.models import Child, Guardian, NoContactOrder, Rights
from portal.children.scope import find
from portal.children.words import RIGHTS, as_sent, yes_or_no
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Difference, NotFound, Refused, Words, require_version
from portal.core.telephone import masked, normalised
from portal.journal.operations import record

DAY = timedelta(days=1)


@dataclass(frozen=True)
class GuardianWords:
    """What a form says of a guardian or carer; an empty telephone keeps the one that is known."""

    name: str
    relation: str
    is_guardian: bool
    is_carer: bool
    rights: Rights
    telephone: str = ""
    address: str = ""
    workplace: str = ""


LABELS: Mapping[str, Words] = {
    "name": _l("Name"),
    "relation": _l("Relation to the child"),
    "is_guardian": _l("Guardian"),
    "is_carer": _l("Lives with the child and cares for it"),
    "rights": _l("At home in the portal"),
    "address": _l("Address"),
    "workplace": _l("Works at"),
    "telephone": _l("Telephone"),
}


def guardian_within(viewer: Viewer, child_id: int, guardian_id: int) -> Guardian:
    """A guardian of a child whose file the viewer reaches, NotFound otherwise."""
    child = find(viewer, child_id, Tier.WELFARE)
    found = session().scalar(select(Guardian).where(Guardian.id == guardian_id, Guardian.child_id == child.id))
    if found is None:
        raise NotFound
    return found


def add_guardian(child: Child, words: GuardianWords, *, by: Viewer) -> Guardian:
    """Someone near the child from today on."""
    _check(words)
    guardian = Guardian(child_id=child.id, place=_free_place(child), from_day=clock.today(), source="portal", rights=words.rights)
    _write(guardian, words)
    session().add(guardian)
    session().flush()
    record("children.guardian_added", subject=guardian, child_id=child.id, by=by)
    return guardian


def edit_guardian(guardian: Guardian, words: GuardianWords, version: int, *, by: Viewer) -> None:
    """Change what is known; Conflict with both versions when someone else saved since the form was opened."""
    _check(words)
    require_version(guardian, version, _differences(guardian, words))
    _write(guardian, words)
    session().flush()
    record("children.guardian_changed", subject=guardian, child_id=guardian.child_id, by=by)


def end_guardian(guardian: Guardian, *, by: Viewer) -> None:
    """No longer guardian or carer from today on; the row stays."""
    if guardian.until_day is None:
        guardian.until_day = clock.today() - DAY
        session().flush()
        record("children.guardian_ended", subject=guardian, child_id=guardian.child_id, by=by)


def _check(words: GuardianWords) -> None:
    if words.telephone and normalised(words.telephone) is None:
        raise Refused(_l("This is no telephone number. A mobile has 11 digits, a landline its area code."), field="telephone")
    if not (words.is_guardian or words.is_carer):
        raise Refused(_l("Say whether this person is a guardian, cares for the child, or both."), field="is_guardian")


def _write(guardian: Guardian, words: GuardianWords) -> None:
    for name, value in asdict(words).items():
        if name != "telephone":
            setattr(guardian, name, value if isinstance(value, bool | Rights) else value or None)
    number = normalised(words.telephone) if words.telephone else None
    if number:
        guardian.telephone = guardian.telephone_hash = number


def _differences(guardian: Guardian, words: GuardianWords) -> list[Difference]:
    found = [_difference(name, getattr(guardian, name), getattr(words, name)) for name in LABELS if name != "telephone"]
    number = normalised(words.telephone) if words.telephone else None
    if number and number != guardian.telephone:
        found.append(Difference("telephone", LABELS["telephone"], "", number, masked(guardian.telephone or "")))
    return found


def _difference(name: str, theirs: Any, yours: Any) -> Difference:
    return Difference(name, LABELS[name], as_sent(theirs), as_sent(yours), _said(name, theirs), _said(name, yours))


def _said(name: str, value: Any) -> Words:
    if name == "relation":
        return relation_words(value)
    return RIGHTS[value] if name == "rights" else yes_or_no(value)


def _free_place(child: Child) -> int:
    taken = set(session().scalars(select(Guardian.place).where(Guardian.child_id == child.id, holds_on(Guardian, clock.today()))))
    return next(place for place in range(1, len(taken) + 2) if place not in taken)


def give_order(guardian: Guardian, issued_by: str, from_day: date, until_day: date | None, *, by: Viewer) -> NoContactOrder:
    """A court or police order: from its day this person is closed out at once."""
    if until_day is not None and until_day < from_day:
        raise Refused(_l("The order would end before it begins."), field="until_day")
    order = NoContactOrder(
        child_id=guardian.child_id, guardian_id=guardian.id, issued_by=issued_by, from_day=from_day, until_day=until_day
    )
    session().add(order)
    session().flush()
    record("children.order_given", subject=order, child_id=guardian.child_id, by=by)
    return order


def lift_orders(guardian: Guardian, *, by: Viewer) -> None:
    """The orders against this person no longer hold; the rows stay."""
    for order in session().scalars(
        select(NoContactOrder).where(NoContactOrder.guardian_id == guardian.id, NoContactOrder.lifted_at.is_(None))
    ):
        order.lifted_at = clock.now()
        record("children.order_lifted", subject=order, child_id=guardian.child_id, by=by)
    session().flush()
