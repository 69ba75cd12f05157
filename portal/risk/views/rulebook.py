"""Every rule in words; the lead switches rules off and sets numbers, and sees first how many children that changes."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from werkzeug.datastructures import MultiDict

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.risk.axes import AXIS_WORDS, GRADE_WORDS, Axis
from portal.risk.book import rulebook
from portal.risk.forms import ReasonForm
from portal.risk.operations.changing import change_rules, effect_of
from portal.risk.queries.choices import changes, choices
from portal.risk.rulebook import Choices, Rule
from portal.risk.views.blueprint import blueprint
from portal.risk.words import change_words, condition_words


@blueprint.page("/attention/rules", requires=Permission.SEE_ATTENTION)
def rule_list() -> ResponseReturnValue:
    """What is looked at, in words, with its source; open to everybody who sees grades."""
    book, now = rulebook(), choices()
    told = [(change_words(book, one), one) for one in changes()]
    axes = {axis: [_row(rule, now) for rule in book.rules if rule.axis is axis] for axis in Axis}
    return render_template("risk/rules.html", axes=axes, limits=book.limits, numbers=now.numbers(book), changes=told, **_WORDS)


_WORDS: Mapping[str, object] = {"axis_words": AXIS_WORDS, "grades": GRADE_WORDS}


def _row(rule: Rule, now: Choices) -> tuple[Rule, str, bool, list[str]]:
    book = rulebook()
    waiting = [str(book.facts[fact].label) for fact in book.waits_for(rule)]
    return rule, condition_words(book, rule.condition, now.numbers(book)), rule.id not in now.off or rule.hard, waiting


def _wanted(sent: MultiDict[str, str]) -> Choices:
    """The choices a form sends: rules that are on, and numbers; hard rules are always on."""
    book = rulebook()
    on = set(sent.getlist("on"))
    off = frozenset(rule.id for rule in book.rules if not rule.hard and rule.id not in on)
    return Choices(off, {name: _whole(sent.get(f"limit-{name}", "")) for name in book.limits})


def _whole(text: str) -> int:
    """A whole number as typed; anything else lies outside every bound."""
    plain = text.strip()
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 7 else -1


@blueprint.page("/attention/rules/effect", requires=Permission.KEEP_ATTENTION_RULES)
def effect() -> ResponseReturnValue:
    """How many children a change would move, before it is kept; nothing is written."""
    return _effect_page(_wanted(request.args), ReasonForm())


def _effect_page(wanted: Choices, form: ReasonForm) -> ResponseReturnValue:
    book = rulebook()
    on = [rule.id for rule in book.rules if rule.id not in wanted.off]
    shown = {"effect": effect_of(wanted), "on": on, "limits": wanted.limits, "form": form, "grades": GRADE_WORDS}
    return render_template("risk/effect.html", **shown), 422 if form.errors else 200


@blueprint.page("/attention/rules", requires=Permission.KEEP_ATTENTION_RULES, methods=("POST",), endpoint="change")
def change() -> ResponseReturnValue:
    """Keep the change with its reason."""
    wanted, form, viewer, count = _wanted(request.form), ReasonForm(), current_viewer(), 0

    def act() -> None:
        nonlocal count
        count = change_rules(wanted, form.reason.data, by=viewer)

    if not form.accepts(act):
        return _effect_page(wanted, form)
    flash(ngettext("%(num)s change is in force.", "%(num)s changes are in force.", count))
    return redirect(url_for("risk.rule_list"), code=303)
