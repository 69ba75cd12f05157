"""From the middle of a term the desk says which classes have fewer sessions of the parents' school than the duty asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import delete

from portal.core import clock
from portal.core.contributions import Deadline
from portal.core.db import session
from portal.courses.duties import too_few
from portal.school.models import Term
from tests.cast import Cast
from tests.courses.test_sessions import class_id, planned

TODAY, DAY = clock.today(), timedelta(days=1)


def asked(cast: Cast, key: str) -> Sequence[Deadline]:
    with cast.app.test_request_context(), cast.reading():
        return too_few(cast.viewer(key), TODAY)


def term(cast: Cast, before: int, after: int) -> None:
    with cast.writing():
        session().execute(delete(Term))
        session().add(Term(academic_year=2026, ordinal=1, first_day=TODAY - DAY * before, last_day=TODAY + DAY * after))
    cast.database.memory.clear()


@pytest.mark.parametrize(("before", "after", "found"), [(80, 40, 1), (60, 60, 1), (40, 80, 0), (100, -3, 0)])
def test_it_is_asked_from_the_middle_of_a_term_to_its_end(cast: Cast, before: int, after: int, found: int) -> None:
    term(cast, before, after)
    assert len(asked(cast, "homeroom")) == found
    for one in asked(cast, "homeroom"):
        assert one.due == TODAY + DAY * after


def test_planned_sessions_count_cancelled_ones_and_other_classes_do_not(cast: Cast) -> None:
    term(cast, 80, 40)
    lead, mine, other = cast.signed_in("lead"), class_id(cast), class_id(cast, "2022102")
    planned(lead, [mine, other], TODAY)
    planned(lead, [mine], TODAY + DAY * 10)
    assert not asked(cast, "homeroom")
    assert str(asked(cast, "lead")[0].why).startswith("本学期有1个班不足2次：五（2）班")
    planned(lead, [other], TODAY + DAY * 60)  # next term's
    assert len(asked(cast, "lead")) == 1
    planned(lead, [other], TODAY + DAY * 20)
    assert not asked(cast, "lead")
    assert not asked(cast, "counselor")
