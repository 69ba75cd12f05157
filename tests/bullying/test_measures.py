"""What the law lets a school decide: class by stage, length, procedure; what breaks it is refused and says the rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.bullying.models.cases import Role
from portal.bullying.models.measures import MeasureClass, MeasureKind
from portal.bullying.rules.measures import HEARD_BEFORE, LIMITS, Proposed, check
from portal.core.errors import Refused
from portal.school.models import Stage

DAY = date(2026, 11, 24)
K, S = MeasureKind, Stage


def proposed(kind: MeasureKind, stage: Stage, grade: int, tier: int, days: int | None = None, **more: object) -> Proposed:
    until = None if days is None else DAY + timedelta(days=days - 1)
    base = Proposed(kind, DAY, until, Role.AGGRESSOR, tier, stage, grade, heard=True, told=True)
    return replace(base, **more)  # type: ignore[arg-type]


LEGAL = [
    (K.CRITICISM, S.PRIMARY, 1, 1, None),
    (K.APOLOGY, S.PRIMARY, 3, 1, None),
    (K.STANDING, S.PRIMARY, 2, 1, 1),
    (K.SCHOOL_SERVICE, S.PRIMARY, 3, 1, 5),
    (K.SUSPENSION, S.PRIMARY, 5, 2, 3),
    (K.SUSPENSION, S.PRIMARY, 6, 2, 7),
    (K.SUSPENSION, S.JUNIOR, 7, 2, 7),
    (K.LEGAL_REPRIMAND, S.JUNIOR, 8, 2, None),
    (K.WARNING, S.PRIMARY, 4, 2, 90),
    (K.PROBATION, S.JUNIOR, 9, 3, 366),
    (K.EXPULSION, S.SENIOR, 10, 3, None),
    (K.SPECIAL_SCHOOL, S.JUNIOR, 8, 3, None),
]

ILLEGAL = [
    (K.SUSPENSION, S.PRIMARY, 4, 2, 3, "小学高年级"),
    (K.SUSPENSION, S.PRIMARY, 1, 4, 1, "小学高年级"),
    (K.LEGAL_REPRIMAND, S.PRIMARY, 3, 2, None, "小学高年级"),
    (K.SPECIAL_COURSE, S.PRIMARY, 4, 2, 5, "小学高年级"),
    (K.SUSPENSION, S.JUNIOR, 7, 2, 8, "一周"),
    (K.SUSPENSION, S.SENIOR, 12, 4, 30, "一周"),
    (K.SUSPENSION, S.JUNIOR, 7, 2, None, "期限"),
    (K.SUSPENSION, S.JUNIOR, 7, 1, 3, "情节轻微"),
    (K.WARNING, S.JUNIOR, 7, 1, 90, "情节轻微"),
    (K.WARNING, S.JUNIOR, 7, 2, None, "期限"),
    (K.DEMERIT, S.SENIOR, 11, 2, 400, "366"),
    (K.EXPULSION, S.PRIMARY, 6, 4, None, "义务教育"),
    (K.EXPULSION, S.JUNIOR, 9, 4, None, "义务教育"),
    (K.EXPULSION, S.SENIOR, 11, 3, 30, "没有期限"),
    (K.SPECIAL_SCHOOL, S.JUNIOR, 8, 2, None, "专门学校"),
    (K.STANDING, S.JUNIOR, 8, 1, 2, "1"),
    (K.NAMED, S.JUNIOR, 8, 1, -1, "早于"),
]


@pytest.mark.parametrize(("kind", "stage", "grade", "tier", "days"), LEGAL)
def test_what_the_law_allows_can_be_saved(kind: MeasureKind, stage: Stage, grade: int, tier: int, days: int | None) -> None:
    check(proposed(kind, stage, grade, tier, days))


@pytest.mark.parametrize(("kind", "stage", "grade", "tier", "days", "says"), ILLEGAL)
def test_what_the_law_forbids_cannot_be_saved_and_says_the_rule(
    chinese: None, kind: MeasureKind, stage: Stage, grade: int, tier: int, days: int | None, says: str
) -> None:
    with pytest.raises(Refused, match=says):
        check(proposed(kind, stage, grade, tier, days))


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.AGGRESSOR}))
def test_nobody_else_is_disciplined(chinese: None, role: Role) -> None:
    with pytest.raises(Refused, match="其他学生"):
        check(proposed(K.CRITICISM, S.JUNIOR, 8, 1, None, role=role))


@pytest.mark.parametrize("kind", [kind for kind, limit in LIMITS.items() if limit.measure_class in HEARD_BEFORE])
def test_severe_ones_need_the_pupil_s_word_and_the_guardians_knowledge(chinese: None, kind: MeasureKind) -> None:
    days = {K.EXPULSION: None, K.SUSPENSION: 5}.get(kind, 60 if LIMITS[kind].term else None)
    right = proposed(kind, S.SENIOR, 11, 3, days)
    check(right)
    for wrong, says in (({"told": False}, "先告知"), ({"heard": False}, "先听"), ({"hearing_open": True}, "听证")):
        with pytest.raises(Refused, match=says):
            check(replace(right, **wrong))  # type: ignore[arg-type]


def test_a_sanction_answers_a_mild_case_only_when_it_was_repeated(chinese: None) -> None:
    check(proposed(K.WARNING, S.JUNIOR, 7, 1, 90, repeated=True))
    with pytest.raises(Refused, match="综合素质"):
        check(proposed(K.CRITICISM, S.JUNIOR, 7, 1, None, in_assessment=True))
    check(proposed(K.CRITICISM, S.JUNIOR, 7, 2, None, in_assessment=True))


def test_the_grade_from_which_severe_discipline_begins_follows_the_setting(chinese: None) -> None:
    check(proposed(K.SUSPENSION, S.PRIMARY, 4, 2, 3, upper_primary_from=4))
    with pytest.raises(Refused, match="6"):
        check(proposed(K.SUSPENSION, S.PRIMARY, 5, 2, 3, upper_primary_from=6))


def test_every_measure_has_its_limits() -> None:
    assert set(LIMITS) == set(MeasureKind)
    assert {limit.measure_class for limit in LIMITS.values()} == set(MeasureClass)
