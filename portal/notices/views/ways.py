"""Ways out: the administrator sets them up and tries them; everybody chooses where they are told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.accounts.views.mine import layout
from portal.core import clock
from portal.core.blueprint import current_viewer, database
from portal.core.errors import NotFound
from portal.core.forms import choices
from portal.journal.operations import record
from portal.notices.forms_of_ways import ChannelForm, ChatForm, MailForm, TryForm, WayForm
from portal.notices.views.blueprint import blueprint
from portal.notices.words_of_ways import KINDS
from portal.outbox.models import ChannelKind
from portal.outbox.operations.channels import (
    Setup,
    change_channel,
    channel,
    channels,
    choose_way,
    close_channel,
    it_arrived,
    open_channel,
    send_again,
    way_of,
)
from portal.outbox.trying import try_channel
from portal.outbox.ways.speaking import Answer, Verdict
from portal.outbox.ways.webhook import fresh_secret

BOTH = ("GET", "POST")
KEEP = Permission.KEEP_CHANNELS


def _form(kind: ChannelKind, **options: Any) -> ChannelForm:
    return MailForm(**options) if kind is ChannelKind.MAIL else ChatForm(**options)


def _setup(form: ChannelForm) -> Setup:
    names = ("url", "secret", "host", "port", "security", "sender", "user")
    access = {name: form[name].data for name in names if name in form and form[name].data}
    return Setup(form.name.data, form.for_telephones.data, access)


@blueprint.page("/channels", requires=KEEP)
def channel_list() -> ResponseReturnValue:
    """Every way out, and which kinds can be added."""
    return render_template("notices/channels.html", channels=channels(), KINDS=KINDS)


@blueprint.page("/channels/new/<kind>", requires=KEEP, methods=BOTH)
def channel_new(kind: str) -> ResponseReturnValue:
    """Set up a way out; a gateway without a secret is given one, shown this once."""
    if kind not in set(ChannelKind):
        raise NotFound
    chosen, form = ChannelKind(kind), _form(ChannelKind(kind), version=1)
    given = fresh_secret() if chosen is ChannelKind.WEBHOOK and request.method == "POST" and not form["secret"].data else ""
    setup = _setup(form)
    if form.accepts(lambda: open_channel(chosen, _with_secret(setup, given), by=current_viewer())):
        flash(_("The channel is set up; try it with a test message."), "ok")
        return (
            render_template("notices/secret.html", secret=given) if given else redirect(url_for("notices.channel_list"), code=303)
        )
    return _channel_form(form, KINDS[chosen])


def _with_secret(setup: Setup, given: str) -> Setup:
    return Setup(setup.name, setup.for_telephones, {**setup.access, "secret": given}) if given else setup


def _channel_form(form: ChannelForm, title: Any) -> ResponseReturnValue:
    return render_template("notices/channel_form.html", form=form, title=title), 422 if form.errors else 200


@blueprint.page("/channels/<int:channel_id>", requires=KEEP, methods=BOTH)
def channel_page(channel_id: int) -> ResponseReturnValue:
    """Change a way out; what it keeps secret stays in."""
    found = channel(channel_id)
    shown = {name: found.access.get(name) for name in ("host", "port", "security", "sender", "user")}
    known = {"name": found.name, "for_telephones": found.for_telephones, "version": found.version}
    form = _form(found.kind, data={**shown, **known})
    if form.accepts(lambda: change_channel(found, _setup(form), form.version.data, by=current_viewer())):
        flash(_("The channel is saved"), "ok")
        return redirect(url_for("notices.channel_list"), code=303)
    return _channel_form(form, found.name)


@blueprint.page("/channels/<int:channel_id>/closing", requires=KEEP, methods=("POST",))
def channel_closing(channel_id: int) -> ResponseReturnValue:
    """Nothing goes out by it any more."""
    close_channel(channel(channel_id), by=current_viewer())
    flash(_("The channel is closed"), "ok")
    return redirect(url_for("notices.channel_list"), code=303)


def tried_first(channel_id: int) -> Mapping[str, Any]:
    """Hand the test message over before any transaction is open; it may take its time."""
    form = TryForm()
    if not form.validate():
        return {"answer": None}
    with database().transaction():
        found = channel(channel_id)
    return {"answer": try_channel(found, form.address.data)}


@blueprint.page("/channels/<int:channel_id>/test", requires=KEEP, methods=BOTH, first=tried_first)
def channel_test(channel_id: int, answer: Answer | None = None) -> ResponseReturnValue:
    """Send one message now, and show what the channel says."""
    found, form = channel(channel_id), TryForm()
    if answer is not None:
        record("outbox.channel_tried", subject=found, by=current_viewer())
    shown = {"channel": found, "form": form, "answer": answer, "taken": answer is not None and answer.verdict is Verdict.TAKEN}
    return render_template("notices/channel_test.html", **shown, now=clock.now())


@blueprint.page("/delivery/<int:dispatch_id>/again", requires=Permission.SEE_DELIVERY, methods=("POST",))
def again(dispatch_id: int) -> ResponseReturnValue:
    """Try one that was not delivered anew."""
    send_again(dispatch_id, by=current_viewer())
    flash(_("It is tried again"), "ok")
    return redirect(url_for("notices.delivery"), code=303)


@blueprint.page("/delivery/<int:dispatch_id>/arrived", requires=Permission.SEE_DELIVERY, methods=("POST",))
def arrived(dispatch_id: int) -> ResponseReturnValue:
    """Somebody asked: one that was in doubt was received."""
    it_arrived(dispatch_id, by=current_viewer())
    flash(_("Noted as received"), "ok")
    return redirect(url_for("notices.delivery"), code=303)


@blueprint.page("/me/way", requires=Permission.SIGNED_IN, methods=BOTH)
def way() -> ResponseReturnValue:
    """Where the viewer is told that a message waits."""
    viewer = current_viewer()
    known, opened = way_of(viewer), [one for one in channels() if one.closed_at is None]
    form = WayForm(data={"way": str(known.channel_id or 0) if known else "", "address": known.address if known else ""})
    form.way.choices = choices([*((str(one.id), one.name) for one in opened), ("0", _("Not at all; I look here myself"))])
    if form.accepts(lambda: choose_way(int(form.way.data) or None, form.address.data or "", by=viewer)):
        flash(_("Saved; messages reach you there from now on"), "ok")
        return redirect(url_for("notices.way"), code=303)
    usual = any(one.for_telephones for one in opened)
    return render_template(
        "notices/way.html", form=form, layout=layout(), chose=known is not None, usual=usual
    ), 422 if form.errors else 200
