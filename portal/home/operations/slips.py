"""Printing slips, and enrolling with one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update

from portal.access.permissions import Role
from portal.access.viewer import Viewer
from portal.accounts.models import Account
from portal.accounts.operations.invitations import open_account, set_password
from portal.accounts.operations.sessions import end_sessions
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound, Refused
from portal.home.models import PrintedSlip, Slip
from portal.home.queries.slips import Waiting, enrolled_guardians, waiting_guardians
from portal.home.rules import WRONG_ANSWERS, fresh_code
from portal.journal.operations import record
from portal.people.models import Person, Post
from portal.people.operations import add_person, give_post
from portal.school.queries import number


def print_slips(class_id: int, *, by: Viewer) -> Sequence[PrintedSlip]:
    """A fresh code for every guardian of the class without a login; earlier codes of theirs no longer work."""
    waiting = waiting_guardians(by, class_id)
    if not waiting:
        raise Refused(_l("Everyone in this class has a login already."))
    printed = _print(waiting, by)
    record("home.slips_printed", by=by)
    return printed


def renew_slip(class_id: int, guardian_id: int, *, by: Viewer) -> PrintedSlip:
    """A slip for somebody of the family who forgot the password; it sets a new one, and works once."""
    chosen = [one for one in enrolled_guardians(by, class_id) if one.guardian_id == guardian_id]
    if not chosen:
        raise NotFound
    (printed,) = _print(chosen, by)
    record("home.renewal_printed", by=by)
    return printed


def _print(chosen: Sequence[Waiting], by: Viewer) -> Sequence[PrintedSlip]:
    ids = [one.guardian_id for one in chosen]
    unused = (Slip.guardian_id.in_(ids), Slip.used_at.is_(None), Slip.cancelled_at.is_(None))
    session().execute(update(Slip).where(*unused).values(cancelled_at=clock.now()))
    printed = [(one.guardian_id, PrintedSlip(one.name, one.child_name, str(one.relation), fresh_code())) for one in chosen]
    expires = clock.now() + timedelta(days=number("home.slip_days"))
    session().add_all(
        Slip(guardian_id=of, code=one.code, made_at=clock.now(), made_by_id=by.person_id, expires_at=expires) for of, one in printed
    )
    return [one for _of, one in printed]


def answer_fits(slip: Slip, last_four: str) -> bool:
    """Whether these are the last digits of the number the school knows; some wrong answers make the slip void.

    Where the school knows no number there is nothing to compare, and the code alone opens.
    """
    known = slip.guardian.telephone
    if not known or known[-4:] == last_four.strip():
        return True
    slip.failures += 1
    if slip.failures >= WRONG_ANSWERS:
        slip.cancelled_at = clock.now()
    record("home.slip_refused", subject=slip, child_id=slip.guardian.child_id, by=None)
    return False


def enrol(slip: Slip, login: str, password_hash: str) -> Account:
    """A new person with a login of their own for this guardian; the slip is used up."""
    guardian = slip.guardian
    person = add_person(guardian.name, telephone=guardian.telephone, by=None)
    account = open_account(person, login, by=None)
    set_password(account, password_hash, by=None)
    _join(slip, person)
    return account


def renew(slip: Slip, password_hash: str) -> Account:
    """A new password for the login this guardian has; sessions of before end, the lock-out is lifted, the slip is used up."""
    account = session().scalars(select(Account).where(Account.person_id == slip.guardian.person_id)).one()
    slip.used_at = clock.now()
    set_password(account, password_hash, by=None)
    account.failures, account.locked_until = 0, None
    end_sessions(account.id, by=None)
    record("home.password_renewed", subject=slip, child_id=slip.guardian.child_id, by=None)
    return account


def add_child(slip: Slip, *, by: Viewer) -> None:
    """A second child for a family member who is signed in."""
    _join(slip, session().get_one(Person, by.person_id))


def _join(slip: Slip, person: Person) -> None:
    guardian = slip.guardian
    guardian.person_id = person.id
    slip.used_at = clock.now()
    role = Role.GUARDIAN if guardian.is_guardian else Role.CARER
    held = select(Post.id).where(Post.person_id == person.id, Post.role == role, Post.until_day.is_(None))
    if session().scalar(held) is None:
        give_post(person, role, by=None)
    record("home.guardian_enrolled", subject=guardian, child_id=guardian.child_id, by=None)
