"""A pupil answers: a code, one question a screen, and nothing left behind in the browser. Works without any script."""

from __future__ import annotations

from typing import Any

from flask import jsonify, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from portal.accounts.throttling import count_try
from portal.core.blueprint import PUBLIC
from portal.core.errors import Refused
from portal.screening.forms import CodeForm
from portal.screening.operations.answering import Saved, begin, finish, save_answer, wish_to_talk
from portal.screening.queries.answering import Held, counselors, held, open_by_code
from portal.screening.rules import next_number
from portal.screening.views.blueprint import blueprint

TICKET, HELPED = "screening_sheet", "screening_helped"
BOTH = ("GET", "POST")
GONE = 410


@blueprint.page("/answer", requires=PUBLIC, methods=BOTH)
def code() -> ResponseReturnValue:
    """Ask for the code on the slip; whoever comes here ends the sheet that was open in this browser."""
    if request.method == "GET":
        _leave()
    form = CodeForm()
    if request.method == "GET":
        form.code.data = request.args.get("code", "")
        return render_template("screening/answer/code.html", form=form, ended="ended" in request.args)
    count_try("screening", form.code.data or "")
    if form.accepts(lambda: _open(form.code.data)):
        return redirect(url_for("screening.welcome"), code=303)
    return render_template("screening/answer/code.html", form=form, ended=False), 422


def _open(typed: str) -> None:
    opened = open_by_code(typed)
    if opened is None:
        raise Refused(_("This code does not open now. Look at every letter once more, or ask your teacher."), field="code")
    _leave()
    cookie[TICKET] = begin(opened, str(get_locale())).id


def _leave() -> None:
    """Nothing of a pupil stays in this browser; who is signed in beside stays signed in."""
    for name in (TICKET, HELPED):
        cookie.pop(name, None)
    if cookie and "_user_id" not in cookie:
        cookie.clear()


def _held() -> Held | None:
    return held(cookie.get(TICKET))


def _over() -> ResponseReturnValue:
    """No sheet is open in this browser (any more)."""
    if "X-Autosave" in request.headers:
        return jsonify(words=_("This sheet is closed here. Type your code once more to go on.")), GONE
    return redirect(url_for("screening.code", ended=1), code=303)


@blueprint.page("/answer/welcome", requires=PUBLIC)
def welcome() -> ResponseReturnValue:
    """Whose sheet it is, who will read it, and that it may be stopped."""
    found = _held()
    if found is None:
        return _over()
    return render_template("screening/answer/welcome.html", held=found, readers=counselors(), go_on=_after(found, 0))


def _after(found: Held, number: int) -> str:
    """Where it goes on: the next question, or the last page."""
    following = next_number(found.answers, found.scale.items_count, number)
    if following is None and number < found.scale.items_count:
        following = number + 1 if number else None
    return url_for("screening.end") if following is None else url_for("screening.question", number=following)


@blueprint.page("/answer/questions/<int:number>", requires=PUBLIC, methods=BOTH)
def question(number: int) -> ResponseReturnValue:
    """One question; answered, left out, or gone back to."""
    found = _held()
    if found is None or not 1 <= number <= found.scale.items_count or not _of_this_window(found):
        return _over()
    if request.method == "GET":
        return _asked(found, number)
    value = request.form.get("answer", type=int)
    if value is None:
        return _asked(found, number, _("Choose one of the answers, or leave this question out.")), 422
    saved = save_answer(found, number, value, request.form.get("seen", 0, type=int))
    if "X-Autosave" in request.headers:
        return _noted(saved)
    if saved.moved:
        return _asked(found, number, _("This was answered in another window meanwhile. Look which answer you want.")), 409
    return redirect(_onward(found, number, saved), code=303)


def _of_this_window(found: Held) -> bool:
    """A form that was opened for another sheet never reaches this one: two pupils may share a computer."""
    return request.method == "GET" or request.form.get("sheet") == str(found.sheet.id)


def _noted(saved: Saved) -> ResponseReturnValue:
    if saved.moved:
        return jsonify(words=_("This was answered in another window meanwhile. Load the page again.")), 409
    return jsonify(seen=saved.version)


def _onward(found: Held, number: int, saved: Saved) -> str:
    following = number + 1 if number < found.scale.items_count else None
    if saved.urgent and HELPED not in cookie:
        cookie[HELPED] = True
        return url_for("screening.support", after=number)
    return url_for("screening.end") if following is None else url_for("screening.question", number=following)


def _asked(found: Held, number: int, problem: str = "") -> str:
    given = found.answers.get(number)
    locale = str(get_locale())
    options: list[tuple[int, str]] = [(one.value, one.label.in_language(locale)) for one in found.scale.options]
    shown: dict[str, Any] = {"held": found, "number": number, "count": found.scale.items_count, "options": options}
    following = url_for("screening.question", number=number + 1) if number < found.scale.items_count else url_for("screening.end")
    return render_template(
        "screening/answer/question.html",
        **shown,
        given=given[0] if given else None,
        seen=given[1] if given else 0,
        problem=problem,
        readers=counselors(),
        skip=following,
    )


@blueprint.page("/answer/talk", requires=PUBLIC, methods=("POST",))
def talk() -> ResponseReturnValue:
    """“I would like to talk with a teacher”: the counselor is told."""
    found = _held()
    if found is None or not _of_this_window(found):
        return _over()
    wish_to_talk(found)
    return redirect(url_for("screening.support", after=request.form.get("after", 0, type=int), told=1), code=303)


@blueprint.page("/answer/support", requires=PUBLIC)
def support() -> ResponseReturnValue:
    """Who is there now: the counselor, any teacher near, and the numbers that answer day and night."""
    found = _held()
    if found is None:
        return _over()
    after = max(0, request.args.get("after", 0, type=int))
    last = found.scale.items_count
    go_on = url_for("screening.question", number=min(after + 1, last)) if after < last else url_for("screening.end")
    return render_template("screening/answer/support.html", readers=counselors(), told="told" in request.args, go_on=go_on)


@blueprint.page("/answer/end", requires=PUBLIC, methods=BOTH)
def end() -> ResponseReturnValue:
    """What was left out, and the last word: hand it in. Then this browser forgets the pupil."""
    found = _held()
    if found is None or not _of_this_window(found):
        return _over()
    if request.method == "GET":
        return render_template("screening/answer/end.html", held=found)
    finish(found)
    _leave()
    return redirect(url_for("screening.thanks"), code=303)


@blueprint.page("/answer/thanks", requires=PUBLIC)
def thanks() -> ResponseReturnValue:
    """The sheet is with the counselor; the next pupil begins with the code page."""
    _leave()
    return render_template("screening/answer/thanks.html")
