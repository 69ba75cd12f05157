"""The receiver's doors: letters and inquiries of schools, and the pages of its operators."""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import wraps
from io import StringIO
from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, jsonify, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_required, login_user, logout_user

from portal.core import clock
from portal.core.blueprint import database
from portal.core.errors import Refused
from portal.district import queries
from portal.district.forms import CommentForm, EnrolForm, SignInForm
from portal.district.models import State
from portal.district.operations.operators import admitted, note
from portal.district.operations.receiving import Answer, Office, answer_inquiry, hand_back, receive
from portal.district.operations.schools import close, enrol
from portal.district.signed_in import SignedIn
from portal.district.words import STATES
from portal.exchange.message import PERIOD, read_message
from portal.summaries.definitions import ReturnForm, return_forms

api = Blueprint("api", __name__, url_prefix="/api")
pages = Blueprint("pages", __name__)

View = Callable[..., ResponseReturnValue]
BOTH = ("GET", "POST")


@api.post("/returns")
def take() -> ResponseReturnValue:
    """A letter of a school; the answer is the district's signed receipt, or why there is none."""
    return _told(receive)


@api.post("/inquiries")
def inquire() -> ResponseReturnValue:
    """Receipts of letters sent before."""
    return _told(answer_inquiry)


@api.get("/key")
def key() -> ResponseReturnValue:
    """The key receipts are signed with; to be compared over another way."""
    return jsonify(key=current_app.extensions["district_key"].public.text)


def _told(answer: Callable[[bytes, Office], Answer]) -> ResponseReturnValue:
    with database().transaction(write=True):
        found = answer(request.get_data(cache=False), office())
    return jsonify(found.body), found.status


def office() -> Office:
    """This receiver, as its letters know it."""
    return Office(current_app.extensions["district_key"], current_app.config["DISTRICT"].threshold)


def page(rule: str, methods: tuple[str, ...] = ("GET",)) -> Callable[[View], View]:
    """A page of the operators in one transaction, which writes when something is sent."""

    def register(view: View) -> View:
        @wraps(view)
        def opened(**parts: Any) -> ResponseReturnValue:
            with database().transaction(write=request.method == "POST"):
                return view(**parts)

        pages.add_url_rule(rule, view_func=login_required(opened), methods=list(methods))
        return view

    return register


@pages.route("/sign-in", methods=BOTH)
def sign_in() -> ResponseReturnValue:
    """Name and password."""
    form = SignInForm()
    if form.validate_on_submit():
        with database().transaction(write=True):
            found = admitted(form.name.data, form.password.data)
        if found is not None:
            cookie.clear()
            login_user(SignedIn(found))
            return redirect(url_for("pages.overview"), code=303)
        form.password.errors = [_("Name and password do not fit. After five wrong tries, wait a quarter of an hour.")]
    return render_template("district/sign_in.html", form=form), 422 if form.errors else 200


@page("/sign-out", ("POST",))
def sign_out() -> ResponseReturnValue:
    """Leave."""
    logout_user()
    return redirect(url_for("pages.sign_in"), code=303)


def _asked() -> tuple[ReturnForm, str]:
    """The return and the period of the address; the last that has ended by default."""
    forms = return_forms()
    form = forms.get(request.args.get("kind", ""), next(iter(forms.values())))
    period = request.args.get("period", "")
    if not PERIOD.fullmatch(period) or ("T" in period) != (form.every == "term"):
        period = queries.last_period(form.every, clock.today())
    return form, period


@page("/")
def overview() -> ResponseReturnValue:
    """Who has sent, and who is late."""
    form, period = _asked()
    number = max(1, request.args.get("page", 1, type=int))
    missing = request.args.get("show") == "missing"
    due = queries.due_on(period, current_app.config["DISTRICT"].due_day)
    return render_template(
        "district/overview.html",
        form=form,
        period=period,
        periods=queries.periods(form.id),
        kinds=[(one.id, str(one.name)) for one in return_forms().values()],
        found=queries.overview(form.id, period, only_missing=missing, page=number),
        missing=missing,
        number=number,
        due=due,
        late=clock.today() > due,
        states=STATES,
    )


@page("/totals")
def totals() -> ResponseReturnValue:
    """What all schools add up to."""
    form, period = _asked()
    return render_template("district/totals.html", form=form, period=period, found=queries.totals(form, period))


@page("/totals.csv")
def export() -> ResponseReturnValue:
    """The same as a file."""
    form, period = _asked()
    found, out = queries.totals(form, period), StringIO()
    table = csv.writer(out)
    table.writerow(["indicator", "name", "total_shown", "schools", "schools_hiding", *(f"grade_{grade}" for grade in found.grades)])
    for one in found.sums:
        table.writerow(
            [one.indicator, one.name, one.total, one.schools, one.hidden, *(cell[0] if cell else "" for cell in one.by_grade)]
        )
    name = f"{form.id}-{period}.csv"
    return Response("\ufeff" + out.getvalue(), mimetype="text/csv", headers={"Content-Disposition": f"attachment; filename={name}"})


@page("/submissions/<int:number>", BOTH)
def submission(number: int) -> ResponseReturnValue:
    """One version as it was sent; handed back with a comment."""
    found, school = queries.submission(number)
    form = CommentForm()
    if form.validate_on_submit():
        if found.state is not State.ACCEPTED:
            abort(409)
        hand_back(found, school.code, form.comment.data, office())
        note(current_user.name, "handed_back", found.number)
        flash(_("Handed back; the school reads your comment with its receipt"), "ok")
        return redirect(url_for("pages.submission", number=number), code=303)
    of = return_forms().get(found.kind)
    names = {one.id: str(one.name) for one in of.indicators} if of else {}
    shown = {
        "found": found,
        "sender": school,
        "names": names,
        "form": form,
        "state": STATES[found.state],
        "may": found.state is State.ACCEPTED,
    }
    return render_template("district/submission.html", message=read_message(found.letter["message"]), **shown)


@page("/schools", BOTH)
def schools() -> ResponseReturnValue:
    """The schools that may send; enrol one more."""
    form = EnrolForm()
    if form.validate_on_submit():
        try:
            enrol(form.code.data, form.name.data, form.public_key.data, by=current_user.name)
        except Refused as refusal:
            form[refusal.field or "code"].errors = [str(refusal.reason)]
        else:
            flash(_("Enrolled"), "ok")
            return redirect(url_for("pages.schools"), code=303)
    public = current_app.extensions["district_key"].public.text
    asked, number = request.args.get("q", "").strip(), max(1, request.args.get("page", 1, type=int))
    found, count = queries.enrolled(asked, number)
    shown = {"found": found, "count": count, "asked": asked, "number": number, "size": queries.SHOWN}
    return render_template("district/schools.html", form=form, key=public, **shown), 422 if form.errors else 200


@page("/schools/<int:number>/closing", ("POST",))
def closing(number: int) -> ResponseReturnValue:
    """Take a school off the list."""
    close(queries.school(number), by=current_user.name)
    flash(_("Taken off the list. What it sent stays."), "ok")
    return redirect(url_for("pages.schools"), code=303)


@page("/refusals")
def refusals() -> ResponseReturnValue:
    """What was not taken, and why."""
    return render_template("district/refusals.html", found=queries.refusals())


front = Blueprint("front", __name__)


@front.get("/start")
def start() -> ResponseReturnValue:
    """Where the product's mark leads, on error pages too."""
    return redirect(url_for("pages.overview"))
