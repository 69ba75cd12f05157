"""What each figure means, by which rule, and who supplies it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.core.errors import Words
from portal.summaries.counting import is_supplied
from portal.summaries.definitions import Indicator, indicators, return_forms
from portal.summaries.gathering import definition_in_use, set_words
from portal.summaries.views.door import blueprint
from portal.summaries.words import LEVEL_WORDS


@blueprint.page("/indicators", requires=Permission.SEE_RETURNS)
def definitions() -> ResponseReturnValue:
    """Every indicator with its definition and source."""
    definition = definition_in_use()
    return render_template(
        "summaries/indicators.html",
        rows=[(one, _sets(one, definition)) for one in indicators().values()],
        used={one.id: [form.name for form in return_forms().values() if form.indicator(one.id)] for one in indicators().values()},
        definition=definition,
        levels=LEVEL_WORDS,
        by_id=indicators(),
    )


def _sets(indicator: Indicator, definition: str) -> Sequence[Words]:
    """The words of the sets it counts; nothing where a set is not supplied."""
    known = set_words()
    return [known[name] for name in indicator.sets(definition)] if is_supplied(indicator, known, definition) else []
