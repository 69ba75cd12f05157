"""Who publishes a roster although there is something to look at says why; the reason stays with that roster."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from portal.core.db import session
from portal.duty.models.roster import DraftState, DutyDraft, DutyProposal, DutyShift
from tests.cast import Cast
from tests.counting import statements
from tests.duty.roster_school import furnish
from tests.duty.test_making_rosters import draft
from tests.forms import token_of

WHY = "男生楼只有麻师傅一人，下学期再排"


@pytest.fixture
def school(cast: Cast) -> Cast:
    furnish(cast)
    return cast


def publish(cast: Cast, because: str, version: int | None = None) -> tuple[int, str]:
    lead = cast.signed_in("lead")
    with cast.reading():
        found = session().scalars(select(DutyDraft).where(DutyDraft.state == DraftState.OPEN)).one()
        number, known = found.id, found.version
    page = lead.get("/duty/draft")
    sent = {"csrf_token": token_of(page), "version": known if version is None else version, "because": because}
    answer = lead.post(f"/duty/draft/{number}/publication", data=sent)
    return answer.status_code, answer.text


def test_a_roster_with_warnings_is_not_published_without_a_reason(school: Cast) -> None:
    draft(school.signed_in("lead"))
    page = school.signed_in("lead").get("/duty/draft").text
    assert "连着两个周末值班" in page
    assert 'name="because"' in page
    for because in ("", "   "):
        status, text = publish(school, because)
        assert status == 422
        assert "写一句" in text
        assert "连着两个周末值班" in text
    status, text = publish(school, "长" * 201)
    assert status == 422
    assert "长" * 201 in text, "what was written is not lost"
    with school.reading():
        assert not session().scalars(select(DutyShift)).all()


def test_the_reason_is_kept_with_the_roster_and_shown_to_those_who_plan(school: Cast) -> None:
    draft(school.signed_in("lead"))
    assert publish(school, WHY)[0] == 303
    with school.reading():
        kept = session().scalars(select(DutyDraft)).one()
        assert (kept.state, kept.kept_because) == (DraftState.PUBLISHED, WHY)
        assert kept.kept_warnings
        assert kept.kept_warnings > 1
    roster = school.signed_in("lead").get("/duty").text
    assert WHY in roster
    assert "孟知远" in roster
    assert WHY not in school.signed_in("teacher").get("/duty").text
    assert WHY in school.signed_in("principal").get("/duty").text


def test_a_roster_without_warnings_asks_for_no_reason(school: Cast) -> None:
    draft(school.signed_in("lead"))
    with school.writing():
        lines = session().scalars(select(DutyProposal).order_by(DutyProposal.weekend)).all()
        for line in lines:
            line.person_id = None
        lines[0].person_id = school.account("teacher").person_id
        made = session().scalars(select(DutyDraft)).one()
        made.found = {**made.found, "carried": {}}
    page = school.signed_in("lead").get("/duty/draft").text
    assert 'name="because"' not in page
    assert publish(school, "")[0] == 303
    with school.reading():
        kept = session().scalars(select(DutyDraft)).one()
        assert (kept.kept_because, kept.kept_warnings) == (None, 0)


def test_a_draft_changed_meanwhile_shows_itself_anew_with_what_was_written(school: Cast) -> None:
    draft(school.signed_in("lead"))
    status, text = publish(school, WHY, version=99)
    assert status == 422
    assert "刚有人改过" in text
    assert WHY in text
    assert 'name="version" value="99"' not in text


def test_several_rosters_of_a_term_need_no_more_statements(school: Cast) -> None:
    lead = school.signed_in("lead")
    needed = []
    for _time in range(3):
        draft(lead)
        assert publish(school, WHY)[0] == 303
        lead.get("/duty")
        with statements(school.database) as seen:
            assert lead.get("/duty").text.count(WHY) == _time + 1
        needed.append(len(seen))
    assert max(needed) == min(needed) <= 6
