"""How soon a scale is filled in again, and what is known of other pupils: both stand in the key of the scale."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.core import clock
from portal.core.db import session
from portal.screening.models import Participant, Result, Round, RoundKind
from portal.screening.pictures import beside
from portal.screening.scales.library import all_scales, scale
from tests.cast import Cast
from tests.forms import send


def answered(cast: Cast, name: str, attention: int, *, ago: int = 3) -> str:
    """The page of a child whose sheet of this scale came in some days ago."""
    child_id, on = cast.child_id(), clock.today() - timedelta(days=ago)
    with cast.writing():
        of = Round(
            name="问卷", kind=RoundKind.ONLINE, scale=name, scale_version=1, grades=[7], first_day=on, last_day=clock.today(),
            made_at=clock.now(),
        )  # fmt: skip
        session().add(of)
        session().flush()
        asked = Participant(round_id=of.id, child_id=child_id)
        session().add(asked)
        session().flush()
        content = {"status": "ok", "attention": attention, "flags": [], "doubts": [], "total": 8, "bands": {}}
        session().add(
            Result(participant_id=asked.id, round_id=of.id, child_id=child_id, on=on, content=content, made_at=clock.now())
        )
        session().flush()
        return f"/screening/rounds/{of.id}/children/{child_id}"


@pytest.mark.parametrize("name", ["phq9", "phqa", "gad7", "who5"])
def test_a_scale_that_looks_back_two_weeks_is_not_repeated_sooner(cast: Cast, name: str) -> None:
    path, counselor = answered(cast, name, 1), cast.signed_in("counselor")
    soon, first = clock.today() + timedelta(days=10), clock.today() + timedelta(days=11)
    answer = send(counselor, f"{path}/retest", {"reason": "later", "opens_on": soon})
    assert answer.status_code == 422
    assert "这个量表问的是近一段时间的感受" in answer.text
    assert send(counselor, f"{path}/retest", {"reason": "event", "opens_on": soon}).status_code == 303, "something happened"
    other = answered(cast, name, 1)
    assert send(counselor, f"{other}/retest", {"reason": "later", "opens_on": first}).status_code == 303


def test_other_scales_may_be_repeated_when_the_counselor_thinks_so(cast: Cast) -> None:
    path = answered(cast, "k10", 1)
    assert send(cast.signed_in("counselor"), f"{path}/retest", {"reason": "check", "opens_on": clock.today()}).status_code == 303


@pytest.mark.parametrize(("name", "attention", "days"), [("mssmhs", 3, 7), ("mssmhs", 2, 28), ("k10", 3, 14), ("phq9", 1, 14)])
def test_the_day_proposed_comes_from_the_scale_and_the_school(cast: Cast, name: str, attention: int, days: int) -> None:
    path = answered(cast, name, attention, ago=0)
    assert f'value="{clock.today() + timedelta(days=days)}"' in cast.signed_in("counselor").get(f"{path}/retest").text


def test_grades_are_set_beside_other_pupils_by_the_same_value() -> None:
    of = scale("k10")
    sheets = [{"total": total} for total in (10, 24, 25, 26, 40)]
    [compared] = beside(of, {"七年级": sheets, "八年级": sheets[:2]}, 5)
    assert (compared.norm.percent, compared.norm.least) == (31.6, 25)
    assert [(one.name, one.asking) for one in compared.groups] == [("七年级", 3), ("八年级", None)]
    assert compared.groups[0].percent == 60.0


def test_the_page_says_whose_figures_they_are(cast: Cast) -> None:
    page = answered(cast, "k10", 1).rpartition("/children/")[0]
    text = cast.signed_in("counselor").get(page).text
    assert "2019 年全国 148,892 名学生" in text
    assert "不是目标" in text
    without = answered(cast, "gad7", 1).rpartition("/children/")[0]
    assert "没有可以对照" in cast.signed_in("counselor").get(without).text


def test_norms_lie_within_the_scores_of_their_scale() -> None:
    known = {name: one for name, one in all_scales().items() if one.norms}
    assert set(known) == {"k10", "mht", "mssmhs"}
    for one in known.values():
        bands = one.bands["total"]
        assert all(bands[0].least < norm.least <= (bands[-1].most or 0) and 0 < norm.percent < 100 for norm in one.norms)
