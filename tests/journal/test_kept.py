"""What was worked out about a child is kept until that child's file changes, and not a moment longer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.core import clock
from portal.journal.kept import kept_by_child
from portal.journal.operations import record
from tests.cast import CHILD, OTHER_CHILD, Cast


class Asked:
    """Remembers for which children something was worked out."""

    def __init__(self) -> None:
        self.times: list[list[int]] = []

    def __call__(self, child_ids: Sequence[int]) -> Mapping[int, str]:
        self.times.append(sorted(child_ids))
        return {child_id: f"child {child_id}" for child_id in child_ids}


def _ask(cast: Cast, asked: Asked, *names: str, who: str = "lead") -> Mapping[int, str]:
    ids = [cast.child_id(name) for name in names]
    with cast.reading():
        return kept_by_child(cast.viewer(who), "test", ids, asked)


def _written(cast: Cast, event: str, child_id: int | None) -> None:
    with cast.writing():
        record(event, child_id=child_id, by=cast.viewer("lead"))


def test_a_second_look_asks_nothing_again(cast: Cast) -> None:
    asked, child, other = Asked(), cast.child_id(CHILD), cast.child_id(OTHER_CHILD)
    assert _ask(cast, asked, CHILD) == {child: f"child {child}"}
    assert _ask(cast, asked, CHILD, OTHER_CHILD)[other] == f"child {other}"
    assert asked.times == [[child], [other]]


def test_only_the_child_that_changed_is_looked_at_again(cast: Cast) -> None:
    asked, child, other = Asked(), cast.child_id(CHILD), cast.child_id(OTHER_CHILD)
    _ask(cast, asked, CHILD, OTHER_CHILD)
    _written(cast, "contact.recorded", other)
    _ask(cast, asked, CHILD, OTHER_CHILD)
    assert asked.times == [sorted([child, other]), [other]]


def test_a_reading_of_the_file_changes_nothing(cast: Cast) -> None:
    asked = Asked()
    _ask(cast, asked, CHILD)
    _written(cast, "children.file_opened", cast.child_id(CHILD))
    _ask(cast, asked, CHILD)
    assert len(asked.times) == 1


def test_what_is_written_about_no_child_alone_concerns_every_child(cast: Cast) -> None:
    asked = Asked()
    _ask(cast, asked, CHILD, OTHER_CHILD)
    _written(cast, "school.setting_changed", None)
    _ask(cast, asked, CHILD, OTHER_CHILD)
    assert len(asked.times) == 2
    assert asked.times[0] == asked.times[1]


def test_nobody_is_shown_what_was_kept_for_somebody_else(cast: Cast) -> None:
    asked = Asked()
    _ask(cast, asked, CHILD, who="lead")
    _ask(cast, asked, CHILD, who="homeroom")
    assert len(asked.times) == 2


def test_a_new_day_is_looked_at_anew(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, tomorrow = Asked(), datetime.now(ZoneInfo("Asia/Shanghai")) + timedelta(days=1)
    _ask(cast, asked, CHILD)
    with clock.as_of(tomorrow):
        _ask(cast, asked, CHILD)
    assert len(asked.times) == 2
