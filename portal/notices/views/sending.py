"""The staff's pages: what was sent, a new one, and one with who read it and what came back."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.access.permissions import Permission
from portal.children.kinship import relation_words
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound
from portal.journal.operations import record
from portal.notices.audiences import To
from portal.notices.forms import NoticeForm, WithdrawalForm
from portal.notices.models import Asks, Notice
from portal.notices.operations.sending import Written, key_of, remind, send, withdraw
from portal.notices.queries.offering import families_offered, groups_offered
from portal.notices.queries.staff import Show, families, notice, numbers, reminders, sent
from portal.notices.views.blueprint import blueprint
from portal.notices.words import ASKS, audience_words
from portal.outbox.queries import progress
from portal.school.classes import class_name

BOTH = ("GET", "POST")
OPEN = Permission.SEND_NOTICE


@blueprint.page("/notices", requires=OPEN)
def index() -> ResponseReturnValue:
    """Notices to families within reach, newest first."""
    viewer = current_viewer()
    page = sent(viewer, request.args.get("page", 1, type=int))
    return render_template(
        "notices/index.html", page_of=page, ASKS=ASKS, here_url=lambda number: url_for("notices.index", page=number), viewer=viewer
    )


@blueprint.page("/notices/new", requires=OPEN, methods=BOTH)
def new() -> ResponseReturnValue:
    """Write a notice; whoever comes from a class or a child finds its families offered one by one."""
    viewer, child_id = current_viewer(), request.args.get("child", type=int)
    offered = families_offered(viewer, request.args.get("class", type=int), child_id)
    form = NoticeForm([] if child_id else groups_offered(viewer), offered)
    if request.method == "GET" and child_id:
        form.families.data = [value for value, _name in offered]
    made: list[Notice] = []
    if form.accepts(lambda: made.append(send(_written(form), by=viewer))):
        flash(_("The notice is sent"), "ok")
        return redirect(url_for("notices.notice_page", notice_id=made[0].id), code=303)
    return render_template("notices/new.html", form=form, single=bool(child_id)), 422 if form.errors else 200


def _written(form: NoticeForm) -> Written:
    lines = [line.strip() for line in (form.choices.data or "").splitlines()]
    asks = Asks(form.asks.data)
    return Written(
        title=form.title.data,
        body=form.body.data,
        to=[To.read(value) for value in (*(form.to.data or ()), *(form.families.data or ()))],
        asks=asks,
        choices=[line for line in lines if line] if asks is Asks.CHOICE else (),
        answer_by=form.answer_by.data if asks is not Asks.NOTHING else None,
        full_rights_only=form.full_rights_only.data,
    )


@blueprint.page("/notices/<int:notice_id>", requires=OPEN)
def notice_page(notice_id: int) -> ResponseReturnValue:
    """The notice, who of the families within reach read it, and what they answered; looking is noted."""
    viewer = current_viewer()
    found, asked = notice(viewer, notice_id), request.args.get("show", "")
    show = Show(asked) if asked in set(Show) else Show.ALL
    record("notices.opened", subject=found, by=viewer)
    return render_template(
        "notices/notice.html",
        notice=found,
        to_words=audience_words(found.audience),
        mine=found.sent_by_id == viewer.person_id,
        page_of=families(viewer, notice_id, show, request.args.get("page", 1, type=int)),
        here_url=lambda number: url_for("notices.notice_page", notice_id=notice_id, show=show.value, page=number),
        **_counted(found, show),
    )


def _counted(found: Notice, show: Show) -> dict[str, Any]:
    again = reminders(found.id)
    counted = numbers(current_viewer(), found.id)
    tabs = [(Show.ALL, _("All families"), counted.all), (Show.UNREAD, _("Not read"), counted.unread)]
    tabs.append((Show.READ, _("Have read"), counted.read))
    if found.asks is not Asks.NOTHING:
        tabs += [(Show.ANSWERED, _("Have answered"), counted.answered), (Show.OPEN, _("No answer yet"), counted.open)]
    return {
        "tabs": [
            (words, url_for("notices.notice_page", notice_id=found.id, show=one.value), one is show, n) for one, words, n in tabs
        ],
        "numbers": counted,
        "reminders": again,
        "progress": progress([key_of(found.id, place) for place in range(len(again) + 1)]),
        "ASKS": ASKS,
        "relation_words": relation_words,
        "class_name": class_name,
    }


@blueprint.page("/notices/<int:notice_id>/reminders", requires=OPEN, methods=("POST",))
def remind_unread(notice_id: int) -> ResponseReturnValue:
    """Those who did not read it are told once more."""
    told = remind(notice(current_viewer(), notice_id), by=current_viewer())
    flash(ngettext("%(num)s person is reminded", "%(num)s people are reminded", told), "ok")
    return redirect(url_for("notices.notice_page", notice_id=notice_id, show=Show.UNREAD.value), code=303)


@blueprint.page("/notices/<int:notice_id>/withdrawal", requires=OPEN, methods=BOTH)
def withdrawal(notice_id: int) -> ResponseReturnValue:
    """Take an own notice back, visibly."""
    viewer, form = current_viewer(), WithdrawalForm()
    found = notice(viewer, notice_id)
    if found.sent_by_id != viewer.person_id:
        raise NotFound
    if form.accepts(lambda: withdraw(found, form.reason.data, by=viewer)):
        flash(_("Withdrawn; families see that and why"), "ok")
        return redirect(url_for("notices.notice_page", notice_id=notice_id), code=303)
    return render_template("notices/withdraw.html", notice=found, form=form), 422 if form.errors else 200
