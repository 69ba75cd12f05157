"""Answering the survey with a slip: no sign-in, no script, nothing kept of who or when."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from portal.accounts.throttling import count_try
from portal.core.blueprint import PUBLIC
from portal.prevention.forms import SlipForm, SurveyForm, answers_in
from portal.prevention.operations.surveying import take_answer
from portal.prevention.queries import open_slip
from portal.prevention.rules import Question
from portal.prevention.views.blueprint import blueprint

NOT_OPEN = _l("This code is not open. Look whether every letter is right, or draw another slip.")


@blueprint.page("/survey", requires=PUBLIC, methods=("GET", "POST"), traceless=True)
def begin_answer() -> ResponseReturnValue:
    """Ask for the code on the slip; a scanned slip brings it along. Wrong codes are counted: a class sits behind one address."""
    form = SlipForm()
    if request.method == "GET":
        form.code.data = request.args.get("code", "")
        return render_template("prevention/slip.html", form=form)
    found = open_slip(form.code.data) if form.validate() else None
    if found is None:
        count_try("survey")
        form.code.errors = form.code.errors or [NOT_OPEN]
        return render_template("prevention/slip.html", form=form), 422
    return render_template("prevention/questions.html", form=SurveyForm(formdata=None, code=form.code.data), questions=Question)


@blueprint.page("/survey/answers", requires=PUBLIC, methods=("POST",), traceless=True)
def answered() -> ResponseReturnValue:
    """Keep what was answered; leaving everything out, or saying no, is an answer too."""
    form = SurveyForm()
    found = open_slip(form.code.data)
    if found is None:
        count_try("survey")
        slip = SlipForm(formdata=None)
        slip.code.errors = [NOT_OPEN]
        return render_template("prevention/slip.html", form=slip), 422
    declines = request.form.get("declines") == "yes"
    if form.accepts(lambda: take_answer(found, {} if declines else answers_in(form))):
        return render_template("prevention/thanks.html")
    return render_template("prevention/questions.html", form=form, questions=Question), 422
