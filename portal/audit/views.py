"""The journal's pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission, Role
from portal.access.words import role_words
from portal.audit import queries
from portal.audit.queries import Question
from portal.core.blueprint import Door, current_viewer
from portal.core.contributions import declared_events

blueprint = Door("audit", __name__, url_prefix="/journal")


@blueprint.page("/", requires=Permission.READ_JOURNAL)
def journal() -> ResponseReturnValue:
    """Everything, by question."""
    question = _question()
    found = queries.acts(current_viewer(), question, request.args.get("page", 1, type=int))
    chosen: dict[str, Any] = {name: value for name, value in request.args.items() if name != "page" and value}
    return render_template(
        "audit/journal.html",
        found=found,
        question=question,
        events=declared_events(),
        people=queries.people_in_journal(),
        posts=posts,
        page_url=lambda number: url_for("audit.journal", page=number, **chosen),
    )


@blueprint.page("/mine", requires=Permission.SEE_DESK)
def mine() -> ResponseReturnValue:
    """What the viewer did and opened."""
    found = queries.own_acts(current_viewer(), request.args.get("page", 1, type=int))
    return render_template(
        "audit/mine.html",
        found=found,
        events=declared_events(),
        posts=posts,
        page_url=lambda number: url_for("audit.mine", page=number),
    )


def _question() -> Question:
    asked = request.args
    return Question(
        event=asked.get("event", ""),
        name=asked.get("name", ""),
        child_id=asked.get("child", type=int),
        from_day=asked.get("from", type=date.fromisoformat),
        until_day=asked.get("until", type=date.fromisoformat),
        only_reads=asked.get("reads") == "1",
    )


def posts(role: str) -> str:
    """The roles someone held at that moment, in words."""
    return _(", ").join(str(role_words(Role(name))) for name in role.split(",") if name)
