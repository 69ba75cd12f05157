"""Pages of weekly contact: the staff's list, one child's record, and the family's one action."""

from __future__ import annotations

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission, Role, Tier
from portal.access.viewer import Viewer
from portal.children.kinship import relation_words
from portal.children.models import Child
from portal.children.scope import find, reaches
from portal.contact.forms import HomeTalkForm, StaffTalkForm, WithdrawalForm
from portal.contact.models import Told, Way
from portal.contact.operations.recording import Talk, record_contact, withdraw_contact
from portal.contact.queries import AtHome, ContactLine, at_home, contact_within, contacts_of, guardians_of, in_touch, touch_of
from portal.contact.words import TOLD, WAYS, last_words, windows_words, with_whom
from portal.core import clock
from portal.core.blueprint import Door, current_viewer
from portal.core.errors import Words
from portal.core.filters import day as day_words
from portal.core.forms import Form, choices
from portal.school.classes import class_name
from portal.school.queries import number

blueprint = Door("contact", __name__)
BOTH = ("GET", "POST")


@blueprint.page("/contacts", requires=Permission.SEE_CONTACT)
def index() -> ResponseReturnValue:
    """Children within reach whose parents are away: seven windows, the last talk, weeks that passed without."""
    only_quiet = request.args.get("show") == "quiet"
    found = in_touch(current_viewer())
    quiet = {child.id for child in found if child.weeks.missed_in_a_row >= number("contact.missed_weeks")}
    rows = [(child, class_name(child.class_id), windows_words(child.windows), last_words(child.last)) for child in found]
    shown = [row for row in rows if not only_quiet or row[0].id in quiet]
    may_record = current_viewer().may(Permission.RECORD_CONTACT)
    return render_template(
        "contact/index.html", rows=shown, all=len(rows), quiet=len(quiet), only_quiet=only_quiet, may_record=may_record
    )


@blueprint.page("/children/<int:child_id>/contacts", requires=Permission.SEE_CONTACT)
def record(child_id: int) -> ResponseReturnValue:
    """Every contact of a child, with its source."""
    viewer = current_viewer()
    child = find(viewer, child_id, Tier.WELFARE)
    lines = [_line(each) for each in contacts_of(child_id)]
    touch = touch_of(viewer, child_id)
    words = windows_words(touch.windows) if touch else ""
    may_record = viewer.may(Permission.RECORD_CONTACT)
    return render_template("contact/record.html", child=child, lines=lines, touch=touch, windows_words=words, may_record=may_record)


@blueprint.page("/children/<int:child_id>/contacts/new", requires=Permission.RECORD_CONTACT, methods=BOTH)
def new(child_id: int) -> ResponseReturnValue:
    """Note a contact for a family."""
    viewer = current_viewer()
    child, form = find(viewer, child_id), StaffTalkForm()
    _offer(form, child_id, viewer)
    if form.accepts(lambda: _save(child_id, form, Told(form.told_by.data), viewer)):
        flash(_("The contact is noted"), "ok")
        return redirect(_back(viewer, child), code=303)
    return _asked(viewer, child, form, _("Note a contact"))


@blueprint.page("/children/<int:child_id>/contacts/<int:contact_id>/withdrawal", requires=Permission.RECORD_CONTACT, methods=BOTH)
def withdrawal(child_id: int, contact_id: int) -> ResponseReturnValue:
    """It was noted by mistake."""
    viewer, form = current_viewer(), WithdrawalForm()
    contact, child = contact_within(viewer, child_id, contact_id), find(viewer, child_id, Tier.WELFARE)
    if form.accepts(lambda: withdraw_contact(contact, form.reason.data, by=viewer)):
        flash(_("Withdrawn; it stays readable with your reason"), "ok")
        return redirect(_back(viewer, child), code=303)
    return _asked(viewer, child, form, _("Withdraw a contact"))


@blueprint.page("/home/children/<int:child_id>/contact", requires=Permission.SEE_HOME, methods=BOTH)
def home(child_id: int) -> ResponseReturnValue:
    """The family's word that they talked; one tap on the first page sends the same fields."""
    viewer, form = current_viewer(), HomeTalkForm()
    child = at_home(viewer, child_id)
    today = clock.today()
    form.day.choices = choices((day.isoformat(), day_words(day)) for day in (today - timedelta(days=back) for back in range(7)))
    if form.accepts(lambda: _save_at_home(child, form, viewer)):
        flash(_("Noted. Thank you."), "ok")
        return redirect(url_for("home.index"), code=303)
    return render_template("contact/home_form.html", form=form, child=child), 422 if form.errors else 200


def _save_at_home(child: AtHome, form: HomeTalkForm, viewer: Viewer) -> None:
    chosen = next(day for day in (clock.today() - timedelta(days=back) for back in range(7)) if day.isoformat() == form.day.data)
    told = Told.CARER if child.is_carer else Told.PARENT
    talk = Talk(chosen, *_with(form.with_whom.data), Way(form.way.data), form.minutes.data)
    if told is Told.PARENT:
        talk = Talk(**talk.__dict__ | {"guardian_id": child.guardian_id})
    record_contact(child.id, form.client_id.data or "", talk, told, by=viewer)


def _save(child_id: int, form: StaffTalkForm, told: Told, viewer: Viewer) -> None:
    other_end = int(form.guardian.data) if form.guardian.data else None
    talk = Talk(form.day.data, *_with(form.with_whom.data), Way(form.way.data), form.minutes.data, form.note.data or "", other_end)
    record_contact(child_id, form.client_id.data or "", talk, told, by=viewer)


def _offer(form: StaffTalkForm, child_id: int, viewer: Viewer) -> None:
    """Choices and first values of the staff's form."""
    known = [(str(id_), f"{name} · {relation_words(relation)}") for id_, name, relation in guardians_of(child_id)]
    form.guardian.choices = choices([("", _("not known")), *known])
    if request.method == "GET":
        form.day.data = clock.today()
        form.told_by.data = str(Told.ROOM if Role.DUTY_STAFF in viewer.roles else Told.TEACHER)


def _with(who: str) -> tuple[bool, bool]:
    return who in ("child", "both"), who in ("carer", "both")


def _back(viewer: Viewer, child: Child) -> str:
    """The child's record, or the file for whoever may only note."""
    if viewer.may(Permission.SEE_CONTACT) and reaches(viewer, child, Tier.WELFARE):
        return url_for("contact.record", child_id=child.id)
    if viewer.may(Permission.SEE_CHILDREN):
        return url_for("children.file", child_id=child.id)
    return url_for("contact.new", child_id=child.id)


def _asked(viewer: Viewer, child: Child, form: Form, title: str) -> ResponseReturnValue:
    page = render_template("contact/form.html", form=form, child=child, back=_back(viewer, child), title=title)
    return page, 422 if form.errors else 200


def _line(found: ContactLine) -> tuple[ContactLine, Words, Words, Words, Words]:
    """The contact, then in words: with whom, how, how the school knows, who was at the other end."""
    relation = relation_words(found.guardian) if found.guardian else ""
    return found, with_whom(child=found.with_child, carer=found.with_carer), WAYS[found.way], TOLD[found.told_by], relation
