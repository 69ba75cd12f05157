"""From the draft to the signature: who does what, what is refused, what is frozen."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError

from portal.core.db import session
from portal.journal.models import JournalRow
from portal.summaries.models import Act, Return, ReturnLine, ReturnStep, State
from portal.summaries.queries.proving import first_fault, signed_returns
from tests.cast import Cast
from tests.forms import TOKEN, send
from tests.summaries.school import draft, explain_all, fill, give_telephone, prepare, sign, signed, step, stored


def test_a_return_goes_from_the_lead_to_the_principal_and_is_frozen(cast: Cast) -> None:
    with cast.writing():
        fill(60)
    return_id = signed(cast)
    with cast.reading():
        found = stored(return_id)
        assert found.state is State.SIGNED
        assert found.digest
        assert first_fault(found) is None
        acts = list(session().scalars(select(ReturnStep.act).where(ReturnStep.return_id == return_id).order_by(ReturnStep.id)))
        assert acts == [Act.COUNTED, Act.PREPARED, Act.REVIEWED, Act.SIGNED]
        events = set(session().scalars(select(JournalRow.event).where(JournalRow.subject == "summary_return")))
        assert {"summaries.counted", "summaries.prepared", "summaries.reviewed", "summaries.signed"} <= events


def test_nothing_is_handed_on_while_a_finding_is_unexplained(cast: Cast) -> None:
    return_id = draft(cast)
    step(cast, "lead", return_id, "preparation", expected=422)
    explain_all(cast, return_id)
    step(cast, "lead", return_id, "preparation")


def test_who_prepared_a_return_does_not_review_it(cast: Cast) -> None:
    return_id = draft(cast)
    prepare(cast, return_id)
    step(cast, "lead", return_id, "review", expected=422)
    with cast.reading():
        assert stored(return_id).state is State.PREPARED


def test_nothing_is_signed_before_it_was_reviewed(cast: Cast) -> None:
    return_id = draft(cast)
    prepare(cast, return_id)
    give_telephone(cast)
    assert sign(cast, return_id) == 422


def test_a_wrong_code_does_not_sign_and_counts_as_a_failed_try(cast: Cast) -> None:
    return_id = draft(cast)
    prepare(cast, return_id)
    step(cast, "principal", return_id, "review")
    give_telephone(cast)
    assert sign(cast, return_id, code="000000") == 422
    with cast.reading():
        assert stored(return_id).state is State.REVIEWED
        assert cast.account("principal").failures == 1


def test_without_a_telephone_nobody_signs(cast: Cast) -> None:
    return_id = draft(cast)
    prepare(cast, return_id)
    step(cast, "principal", return_id, "review")
    assert sign(cast, return_id) == 422


def test_sent_back_with_a_reason_it_is_a_draft_again(cast: Cast) -> None:
    return_id = draft(cast)
    prepare(cast, return_id)
    browser = cast.signed_in("principal")
    assert send(browser, f"/returns/{return_id}/sending-back", {"reason": ""}).status_code == 422
    assert send(browser, f"/returns/{return_id}/sending-back", {"reason": "五年级少了两人"}).status_code == 302
    with cast.reading():
        found = stored(return_id)
        assert found.state is State.DRAFT
        assert found.hidden is None
        assert found.prepared_by_id is None
    assert "五年级少了两人" in browser.get(f"/returns/{return_id}").text


def test_a_draft_sent_twice_is_one_draft(cast: Cast) -> None:
    browser = cast.signed_in("lead")
    page = browser.get("/returns/").text
    token, month = TOKEN.search(page), "2026-11"
    assert token
    form = {"csrf_token": token[1], "submission": "same-key", "month": month}
    answers = [browser.post("/returns/left_behind_monthly/months", data=form) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [302, 303]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    browser.post("/returns/left_behind_monthly/months", data=form | {"submission": "another"})
    with cast.reading():
        assert session().scalar(select(func.count()).select_from(Return)) == 1


def test_a_month_to_come_or_none_at_all_is_refused_in_words(cast: Cast) -> None:
    browser = cast.signed_in("lead")
    for month, words in (("2099-01", "2099-01"), ("去年", "去年")):
        send(browser, "/returns/left_behind_monthly/months", {"month": month}, page="/returns/")
        assert words in browser.get("/returns/").text
    with cast.reading():
        assert session().scalar(select(func.count()).select_from(Return)) == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE summary_return SET period = '2020-01' WHERE id = :id",
        "DELETE FROM summary_return WHERE id = :id",
        "UPDATE summary_line SET number = 99 WHERE return_id = :id",
        "DELETE FROM summary_line WHERE return_id = :id",
        "UPDATE summary_finding SET explanation = NULL WHERE return_id = :id",
        "DELETE FROM summary_step WHERE return_id = :id",
    ],
)
def test_the_database_itself_refuses_to_change_a_signed_return(cast: Cast, statement: str) -> None:
    return_id = signed(cast)
    with pytest.raises(DatabaseError, match="signed return does not change"), cast.writing() as opened:
        opened.execute(text(statement), {"id": return_id})


def test_a_signed_return_is_not_counted_again(cast: Cast) -> None:
    return_id = signed(cast)
    step(cast, "lead", return_id, "counting", expected=422)
    step(cast, "lead", return_id, "preparation", expected=422)
    browser = cast.signed_in("lead")
    assert send(browser, f"/returns/{return_id}/sending-back", {"reason": "再看看"}).status_code == 422


def test_what_is_slipped_into_a_signed_return_is_found(cast: Cast) -> None:
    return_id = signed(cast)
    with cast.writing() as opened:
        opened.add(ReturnLine(return_id=return_id, indicator="enrolled", grade="9", sex="1", boarding="no", number=3, source=""))
    with cast.reading():
        assert [first_fault(found) for found in signed_returns()] == ["enrolled/9/1/no"]


def test_a_draft_is_found_by_those_who_work_on_it_and_a_signed_one_by_the_inspector_too(cast: Cast) -> None:
    return_id = draft(cast)
    assert cast.who_enters(f"/returns/{return_id}") == {"principal", "lead"}
    assert cast.who_enters("/returns/") == {"principal", "lead", "inspector"}
    assert cast.who_enters("/returns/indicators") == {"principal", "lead", "inspector"}


def test_a_signed_return_opens_to_the_inspector_without_its_lists(cast: Cast) -> None:
    return_id = signed(cast)
    assert cast.who_enters(f"/returns/{return_id}") == {"principal", "lead", "inspector"}
    assert cast.who_enters(f"/returns/{return_id}/children/enrolled") == {"principal", "lead"}
    assert cast.who_enters(f"/returns/{return_id}/figures.json") == {"principal", "lead", "inspector"}
