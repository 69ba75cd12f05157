"""Telling without a name, and coming back with the code: no sign-in, no script, nothing kept of who or from where.

No page here leaves its moment in the log, with a session or on a file; none puts the code into an address or a cookie, and the
forms carry no key that would be remembered with an account.
"""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from portal.accounts.throttling import count_try
from portal.bullying.codes import fresh_code, normal_code
from portal.bullying.forms.reports import AnonymousForm, CodeForm, MessageForm
from portal.bullying.models.reports import BullyingReport, Channel
from portal.bullying.operations.reporting import take_anonymous
from portal.bullying.operations.talking import say_without_name
from portal.bullying.queries.reports import decisions_of, names_kept_from, report_of_code, talk_of
from portal.bullying.views.blueprint import blueprint
from portal.bullying.views.telling import folder, told
from portal.core.blueprint import PUBLIC

NOT_KNOWN = _l("No report has this code. Look whether every letter is right.")


@blueprint.page("/speak", requires=PUBLIC, methods=("GET", "POST"), traceless=True)
def speak() -> ResponseReturnValue:
    """The form without a name, and after it the code to come back with."""
    form = AnonymousForm()
    if request.method == "GET":
        form.code.data = fresh_code()
        return render_template("bullying/speak.html", form=form, answers=CodeForm())
    count_try("speak")
    code = normal_code(form.code.data) or fresh_code()
    if form.accepts(lambda: take_anonymous(told(form, Channel.ANONYMOUS, code), folder())):
        return render_template("bullying/spoken.html", code=code)
    form.code.data = code
    return render_template("bullying/speak.html", form=form, answers=CodeForm()), 422


@blueprint.page("/speak/answers", requires=PUBLIC, methods=("GET", "POST"), traceless=True)
def answers() -> ResponseReturnValue:
    """What the school answered, for whoever holds the code."""
    form = CodeForm()
    if request.method == "GET":
        return render_template("bullying/answers.html", form=form)
    count_try("speak_code")
    found = report_of_code(form.code.data) if form.validate() else None
    if found is None:
        form.code.errors = form.code.errors or [NOT_KNOWN]
        return render_template("bullying/answers.html", form=form), 422
    return _talk(found, form, MessageForm(formdata=None))


@blueprint.page("/speak/message", requires=PUBLIC, methods=("POST",), traceless=True)
def say() -> ResponseReturnValue:
    """One sentence more from whoever holds the code."""
    count_try("speak_code")
    code, form = CodeForm(), MessageForm()
    found = report_of_code(code.code.data)
    if found is None:
        code.code.errors = [NOT_KNOWN]
        return render_template("bullying/answers.html", form=code), 422
    if form.accepts(lambda: say_without_name(found, form.message.data)):
        return _talk(found, code, MessageForm(formdata=None), said=True)
    return _talk(found, code, form)


def _talk(found: BullyingReport, code: CodeForm, form: MessageForm, *, said: bool = False) -> ResponseReturnValue:
    decided = bool(decisions_of(found.id))
    page = render_template(
        "bullying/talk.html",
        report=found,
        talk=talk_of(found.id, names_kept_from(found.id)),
        decided=decided,
        code=code.code.data,
        form=form,
        said=said,
    )
    return page, 422 if form.errors else 200
