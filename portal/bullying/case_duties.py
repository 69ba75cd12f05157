"""What cases ask of those who handle them: every running clock, the earliest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from portal.access.viewer import Viewer
from portal.bullying.case_words import CLOCK_WORDS
from portal.bullying.models.steps import ClockKind
from portal.bullying.queries.cases import Running, running_clocks
from portal.bullying.rules.clocks import CLOCKS
from portal.bullying.rules.masking import letter_of
from portal.core import clock
from portal.core.contributions import Deadline

#: What somebody else does, or what only ends by itself: on the desk once the day has come.
WAITED_FOR = frozenset({ClockKind.APPEAL, ClockKind.REVIEW})


def to_do(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """The clocks of the cases a viewer handles; no name stands on the desk. One statement, none for others."""
    return [_deadline(one) for one in running_clocks(viewer) if one.kind not in WAITED_FOR or one.due <= today]


def _deadline(one: Running) -> Deadline:
    words, rule = str(CLOCK_WORDS[one.kind]), CLOCKS[one.kind]
    if one.place is not None:
        words = f"{words} · {letter_of(one.place)}"
    return Deadline(
        key=f"bullying.clock.{one.id}",
        title=words,
        why=_("Bullying case %(number)s", number=one.number),
        due=one.due,
        start=min(clock.local(one.started_at).date(), one.due),
        url=url_for("bullying.case", case_id=one.case_id),
        source=rule.source,
        source_words=rule.source_words,
        action=_("Open the case"),
        due_at=one.due_at,
    )
