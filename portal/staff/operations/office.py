"""What the office does with people and their accounts together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.access.permissions import SECOND_FACTOR, Permission, Role
from portal.access.viewer import Viewer
from portal.accounts.models import Account
from portal.accounts.operations.invitations import invite, open_account
from portal.accounts.operations.second_factor import remove_second_factor
from portal.accounts.operations.sessions import end_sessions
from portal.accounts.operations.stopping import close, resume, stop, unlock
from portal.core.errors import Difference, Refused, Words, require_version
from portal.people.models import Person, Post, Vetting, VettingStatus
from portal.people.operations import add_person, change_person, end_post, give_post, record_vetting
from portal.people.rules import check_post, check_staff_no
from portal.staff.queries import account_of, others_in, taken_staff_no


def appoint(person: Person, role: Role, *, by: Viewer | None, **details: Any) -> Post:
    """Give a post; one that needs a second factor ends open sessions, so that the next sign-in asks for it."""
    check_post(role, details.get("class_id"), details.get("house"))
    post = give_post(person, role, by=by, **details)
    account = account_of(person)
    if role in SECOND_FACTOR and account is not None and account.totp_confirmed_at is None:
        end_sessions(account.id, by=by)
    return post


def hire(identity: Mapping[str, Any], role: Role, *, by: Viewer | None, **details: Any) -> Person:
    """Somebody new with a first post; refused before anything is written."""
    check_post(role, details.get("class_id"), details.get("house"))
    _check_staff_no(identity["staff_no"])
    person = add_person(**identity, by=by)
    appoint(person, role, by=by, **details)
    return person


def correct(person: Person, version: int, identity: Mapping[str, Any], *, by: Viewer) -> None:
    """Change what identifies a person; Conflict when somebody else did meanwhile."""
    require_version(person, version, [_difference(person, name, identity) for name in LABELS])
    _check_staff_no(identity["staff_no"], but=person.id)
    change_person(person, **identity, by=by)


LABELS: Mapping[str, Words] = {
    "name": _l("Name"),
    "sex": _l("Sex"),
    "staff_no": _l("Staff number"),
    "telephone": _l("Mobile number"),
}


def _difference(person: Person, name: str, identity: Mapping[str, Any]) -> Difference:
    return Difference(name, LABELS[name], getattr(person, name) or "", identity[name] or "")


def _check_staff_no(staff_no: str | None, *, but: int = 0) -> None:
    if staff_no:
        check_staff_no(staff_no)
    if staff_no and taken_staff_no(staff_no, but=but):
        raise Refused(_l("Somebody else has this staff number."), field="staff_no")


def left_open(post: Post) -> list[Words]:
    """What nobody would do any more if this post ended; whoever ends it must have read it."""
    if post.role is Role.HOMEROOM_TEACHER and not others_in(post.role, but=post.person_id, class_id=post.class_id):
        return [_l("The class then has no homeroom teacher: nobody confirms its census or sees to its files.")]
    if post.role in SECOND_FACTOR and not others_in(post.role, but=post.person_id):
        return [_l("Nobody else holds this post at school.")]
    return []


def dismiss(post: Post, last_day: date, *, understood: bool, by: Viewer) -> None:
    """End a post. The last administrator stays; other gaps must be known to whoever makes them."""
    if post.role is Role.ADMINISTRATOR and not others_in(post.role, but=post.person_id):
        raise Refused(_l("This is the only administrator. Appoint another one first."))
    if left_open(post) and not understood:
        raise Refused(_l("Tick that you know what is left open, or appoint a successor first."), field="understood")
    end_post(post, last_day, by=by)


def take_vetting(person: Person, status: VettingStatus, *, by: Viewer, **details: Any) -> Vetting:
    """Record a query's answer. Only the principal records a hit; it stops the account at once and tells nobody else why."""
    if status is VettingStatus.HIT and not by.may(Permission.SEE_VETTING_HIT):
        raise Refused(_l("A record that was found is entered by the principal."), field="status")
    made = record_vetting(person, status, by=by, **details)
    account = account_of(person)
    if status is VettingStatus.HIT and account is not None:
        stop(account, by=by)
    return made


def let_in(person: Person, login: str, *, by: Viewer | None) -> str:
    """The token of a new invitation, for a new account where there is none yet."""
    account = account_of(person) or open_account(person, login, by=by)
    return invite(account, by=by)


def act_on(account: Account, act: str, *, by: Viewer) -> None:
    """Stop, resume, unlock or close an account, or take its telephone off; never one's own."""
    if account.person_id == by.person_id:
        raise Refused(_l("Another administrator does this with your account."))
    if account.closed_at is not None:
        raise Refused(_l("This account is closed. The journal keeps its name; a new post needs a new person."))
    if act == "second-factor":
        remove_second_factor(account, by=by)
        end_sessions(account.id, by=by)
        return
    {"stop": stop, "resume": resume, "unlock": unlock, "close": close}[act](account, by=by)
