"""Making pairs and ending them; a pair nobody may make cannot be made here, whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.dated import holds_on
from portal.children.models import Child, Enrolment
from portal.children.scope import find
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound, Refused
from portal.journal.operations import record
from portal.pairing import rules
from portal.pairing.models import Pairing, PairingEnding, PairingWish, Reason, WishKind
from portal.pairing.queries.matching import adults, limits, ties
from portal.pairing.queries.standing import without_adult
from portal.pairing.words import OBJECTIONS
from portal.people.models import Person

DAY = timedelta(days=1)


def pair(child: Child, teacher_id: int, *, said: str = "", proposed: bool = False, by: Viewer) -> Pairing:
    """Name an adult for a child from today; Refused with every objection there is. A pair of today ends first."""
    if child.enrolment is not Enrolment.ENROLLED:
        raise Refused(_l("The child is not at this school now."))
    if pair_today(child.id) is not None:
        raise Refused(_l("The child has somebody already. End that pair first, with its reason."), field="teacher")
    _check(child, teacher_id, by)
    made = Pairing(
        child_id=child.id,
        teacher_id=teacher_id,
        from_day=clock.today(),
        child_said=said or None,
        proposed=proposed,
        made_at=clock.now(),
        made_by_id=by.person_id,
    )
    session().add(made)
    session().flush()
    record("pairing.made", subject=made, child_id=child.id, by=by)
    return made


def _check(child: Child, teacher_id: int, by: Viewer) -> None:
    session().execute(select(Person.id).where(Person.id == teacher_id).with_for_update())  # two pairs at once keep the cap
    found = adults(by, Person.id == teacher_id)
    facts = found[0].facts if found else rules.Teacher(teacher_id, in_post=False)
    against = rules.objections(rules.Child(child.id, child.class_id, child.sex, child.boarding), facts, ties([child.id]), limits())
    if against:
        name = found[0].name if found else _("This person")
        why = _("; ").join(str(OBJECTIONS[objection]) for objection in against)
        raise Refused(_("%(name)s %(why)s.", name=name, why=why), field="teacher")


def pair_all(pairs: Sequence[tuple[int, int]], *, by: Viewer) -> int:
    """Make every pair of a confirmed proposal, or none; a pair whose adult is gone ends with it. Returns how many were made."""
    for child_id, teacher_id in pairs:
        child = find(by, child_id, Tier.WELFARE)
        standing = pair_today(child_id)
        if standing is not None and _is_without_adult(standing):
            end(standing, Reason.TEACHER_LEFT, by=by)
        try:
            pair(child, teacher_id, proposed=True, by=by)
        except Refused as refusal:
            why = _("%(child)s: %(why)s Nothing was changed; look at the proposal again.", child=child.name, why=refusal.reason)
            raise Refused(why) from refusal
    return len(pairs)


def _is_without_adult(standing: Pairing) -> bool:
    gone = select(Pairing.id).where(Pairing.id == standing.id, without_adult(clock.today()))
    return session().scalar(gone) is not None


def pair_today(child_id: int) -> Pairing | None:
    """The pair of a child that holds today."""
    return session().scalars(select(Pairing).where(Pairing.child_id == child_id, holds_on(Pairing, clock.today()))).first()


def end(standing: Pairing, reason: Reason, *, note: str = "", by: Viewer) -> None:
    """The pair ended yesterday, so that another can begin today; why, and what the next adult should know."""
    standing.until_day = clock.today() - DAY
    ending = PairingEnding(pairing_id=standing.id, reason=reason, note=note or None, at=clock.now(), by_id=by.person_id)
    session().add(ending)
    session().flush()
    record("pairing.ended", subject=standing, child_id=standing.child_id, by=by)


def note_wish(child: Child, teacher_id: int, kind: WishKind, *, by: Viewer) -> PairingWish:
    """What the child wants of this adult, or a conflict; the word before it ends."""
    if not adults(by, Person.id == teacher_id):
        raise Refused(_l("Choose somebody with a post at school."), field="teacher")
    for earlier in _wishes(child.id, teacher_id):
        earlier.until_day = clock.today() - DAY
    made = PairingWish(
        child_id=child.id,
        teacher_id=teacher_id,
        kind=kind,
        from_day=clock.today(),
        recorded_at=clock.now(),
        recorded_by_id=by.person_id,
    )
    session().add(made)
    record("pairing.wish_noted", subject=made, child_id=child.id, by=by)
    return made


def _wishes(child_id: int, teacher_id: int) -> Sequence[PairingWish]:
    theirs = (PairingWish.child_id == child_id, PairingWish.teacher_id == teacher_id, holds_on(PairingWish, clock.today()))
    return session().scalars(select(PairingWish).where(*theirs)).all()


def end_wish(child: Child, wish_id: int, *, by: Viewer) -> None:
    """It no longer holds."""
    wish = session().scalar(select(PairingWish).where(PairingWish.id == wish_id, PairingWish.child_id == child.id))
    if wish is None:
        raise NotFound
    wish.until_day = clock.today() - DAY
    record("pairing.wish_ended", subject=wish, child_id=child.id, by=by)
