"""Two texts a session: the note, for its author alone, and the line for the teacher; drafts, signing, locking, adding."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from portal.access.permissions import Role, Tier
from portal.children.models import AccessGrant, Guardian
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.counseling.codes import Audience
from portal.counseling.models import Advice, Case, Grant, Session
from portal.counseling.operations.advising import advise
from portal.counseling.operations.granting import grant_supervision
from portal.counseling.operations.writing import Written, add_to, save, sign
from portal.counseling.queries.notes import note_of
from portal.people.models import Post
from tests.cast import CHILD, OTHER_CHILD, PEOPLE, Cast
from tests.counseling.room_of import SAFE, VERSION, case_for, colleague, draft, fields, kept, signed
from tests.forms import send, token_of

NOTE = "金丝雀说的话"
LINE = "午休请让她补觉"


def test_a_draft_saves_itself_and_two_pages_do_not_overwrite_each_other(cast: Cast) -> None:
    counselor = cast.signed_in("counselor")
    session_id = draft(counselor, case_for(cast))
    page, own = f"/counseling/sessions/{session_id}", f"/counseling/sessions/{session_id}/draft"
    first, second = fields(counselor, session_id, said="一"), fields(counselor, session_id, said="二")
    token = token_of(counselor.get(page))
    answer = counselor.post(own, data={**first, "csrf_token": token})
    assert answer.status_code == 200
    told: Any = answer.json
    assert told["version"] > int(first["version"])
    assert "已自动存草稿" in told["said"]
    stale = counselor.post(own, data={**second, "csrf_token": token})
    assert (stale.status_code, stale.data) == (409, b"")
    assert kept(cast, session_id).note["said"] == "一"
    both = counselor.post(page, data={**second, "draft": "yes", "csrf_token": token})
    assert both.status_code == 409
    assert "一" in both.text
    assert "二" in both.text
    assert kept(cast, session_id).note["said"] == "一"


def test_an_unreadable_field_is_left_as_it_was_and_the_rest_is_saved(cast: Cast) -> None:
    counselor = cast.signed_in("counselor")
    session_id = draft(counselor, case_for(cast))
    before = kept(cast, session_id)
    wrong = fields(counselor, session_id, began_at="morgen", minutes="viel", mode="traum", said="说了很多")
    token = token_of(counselor.get(f"/counseling/sessions/{session_id}"))
    assert counselor.post(f"/counseling/sessions/{session_id}/draft", data={**wrong, "csrf_token": token}).status_code == 200
    after = kept(cast, session_id)
    assert (after.began_at, after.minutes, after.mode) == (before.began_at, before.minutes, before.mode)
    assert after.note["said"] == "说了很多"


def test_signing_asks_for_words_and_the_three_answers(cast: Cast) -> None:
    counselor = cast.signed_in("counselor")
    session_id = draft(counselor, case_for(cast))
    page = f"/counseling/sessions/{session_id}"
    nothing = dict.fromkeys(SAFE, "")
    assert "写下孩子说的话" in send(counselor, page, fields(counselor, session_id, said="")).text
    unanswered = {key: value for key, value in fields(counselor, session_id).items() if key not in nothing}
    answer = send(counselor, page, unanswered)
    assert answer.status_code == 422
    assert "三个安全问题" in answer.text
    assert kept(cast, session_id).signed_at is None


def test_a_signed_session_is_locked_and_only_added_to(cast: Cast) -> None:
    counselor = cast.signed_in("counselor")
    session_id = signed(counselor, case_for(cast), said=NOTE, line=LINE)
    before = kept(cast, session_id)
    page = f"/counseling/sessions/{session_id}"
    token = token_of(counselor.get(f"{page}/addenda/new"))
    changed = {"version": str(before.version), "said": "改写", "csrf_token": token, **SAFE}
    assert counselor.post(page, data={**changed, "began_at": "2026-09-22T14:20"}).status_code == 422
    assert counselor.post(f"{page}/draft", data=changed).status_code == 409
    with cast.writing():
        found, viewer = session().get_one(Session, session_id), cast.viewer("counselor")
        with pytest.raises(Refused, match="锁定"):
            save(found, Written(line="x"), found.version, by=viewer)
        with pytest.raises(Refused, match="锁定"):
            sign(found, by=viewer)
    assert kept(cast, session_id).note == before.note
    assert send(counselor, f"{page}/addenda/new", {"words": "后来想起的"}).status_code == 303
    shown = counselor.get(f"/counseling/notes/{session_id}").text
    assert NOTE in shown
    assert "后来想起的" in shown


def test_the_teacher_reads_the_line_and_the_row_of_the_session_is_locked(cast: Cast) -> None:
    session_id = signed(cast.signed_in("counselor"), case_for(cast), said=NOTE, line=LINE)
    child_id = cast.child_id()
    for key in ("homeroom", "lead", "principal"):
        page = cast.signed_in(key).get(f"/children/{child_id}").text
        assert LINE in page, key
        assert "只有舒宁能看" in page, key
        assert NOTE not in page, key
    assert LINE not in cast.signed_in("dormitory").get(f"/children/{child_id}").text
    homeroom = cast.signed_in("homeroom").get(f"/counseling/notes/{session_id}")
    assert homeroom.status_code == 403
    assert "要一句建议" in homeroom.text
    assert NOTE not in homeroom.text
    assert cast.signed_in("other_homeroom").get(f"/counseling/notes/{session_id}").status_code == 404


def test_a_line_is_taken_back_within_days_and_then_no_more(cast: Cast) -> None:
    case_id = case_for(cast)
    counselor = cast.signed_in("counselor")
    signed(counselor, case_id, line=LINE)
    with cast.reading():
        advice_id = session().scalars(select(Advice.id)).one()
    page = f"/counseling/cases/{case_id}/advice/{advice_id}/ending"
    with cast.writing() as opened:
        opened.get_one(Advice, advice_id).given_at = clock.now() - timedelta(days=5)
    assert send(counselor, page, {"reason": "写错了"}).status_code == 422
    with cast.writing() as opened:
        opened.get_one(Advice, advice_id).given_at = clock.now()
    assert send(counselor, page, {"reason": "写错了"}).status_code == 303
    assert LINE not in cast.signed_in("homeroom").get(f"/children/{cast.child_id()}").text


def test_the_family_reads_advice_agreed_for_it_and_nothing_else(cast: Cast) -> None:
    case_id = case_for(cast)
    counselor = cast.signed_in("counselor")
    signed(counselor, case_id, said=NOTE, line=LINE)
    until = (clock.today() + timedelta(days=9)).isoformat()
    given = {"audience": Audience.FAMILY.value, "words": "睡前通十分钟电话", "until": until}
    assert send(counselor, f"/counseling/cases/{case_id}/advice/new", given).status_code == 303
    for key in ("parent", "carer"):
        home = cast.signed_in(key).get("/home").text
        assert "睡前通十分钟电话" in home, key
        assert LINE not in home
        assert NOTE not in home
    assert "睡前通十分钟电话" not in cast.signed_in("other_parent").get("/home").text


def test_a_guardian_who_must_hear_nothing_is_shown_no_advice(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    case_for(cast)
    child_id = cast.child_id()
    with cast.writing():
        advise(child_id, Audience.FAMILY, "睡前通十分钟电话", by=cast.viewer("counselor"))
        father = session().scalars(select(Guardian.id).where(Guardian.person_id == cast.account("parent").person_id)).one()
    monkeypatch.setattr("portal.children.withholding.withheld", lambda ids: {one: frozenset({father}) for one in ids})
    assert "睡前通十分钟电话" not in cast.signed_in("parent").get("/home").text
    assert "睡前通十分钟电话" in cast.signed_in("carer").get("/home").text


def test_a_supervisor_reads_by_name_until_a_day_and_only_that_authors_notes(cast: Cast) -> None:
    second_id, case_id = colleague(cast), case_for(cast)
    counselor, second = cast.signed_in("counselor"), cast.signed_in("second")
    session_id = signed(counselor, case_id, said=NOTE)
    own = f"/counseling/notes/{session_id}"
    assert second.get(own).status_code == 404
    page = f"/counseling/cases/{case_id}/supervision"
    assert send(counselor, page, {"reader": str(second_id), "reason": "每月督导", "days": "999"}).status_code == 422
    assert send(counselor, page, {"reader": str(second_id), "reason": "每月督导", "days": "7"}).status_code == 303
    assert NOTE in second.get(own).text
    assert second.get(f"/counseling/sessions/{session_id}").status_code == 404  # reading is not writing
    with cast.writing() as opened:
        opened.scalars(select(Grant)).one().until_at = clock.now() - timedelta(minutes=1)
    assert second.get(own).status_code == 404


def test_a_supervisor_who_no_longer_counsels_reads_no_more(cast: Cast) -> None:
    second_id, case_id = colleague(cast), case_for(cast)
    session_id = signed(cast.signed_in("counselor"), case_id, said=NOTE)
    with cast.writing():
        grant_supervision(session().get_one(Case, case_id), second_id, "每月督导", 7, by=cast.viewer("counselor"))
    with cast.writing():
        assert note_of(cast.viewer("second"), session_id)
        post = session().scalars(select(Post).where(Post.person_id == second_id)).one()
        post.role = Role.TEACHER
        session().flush()
        assert note_of(cast.viewer("second"), session_id) is None


def test_the_principal_opens_in_need_with_reason_and_end_and_the_author_is_told(cast: Cast) -> None:
    case_id = case_for(cast)
    counselor, principal = cast.signed_in("counselor"), cast.signed_in("principal")
    session_id = signed(counselor, case_id, said=NOTE)
    own, page = f"/counseling/notes/{session_id}", f"/counseling/cases/{case_id}/need"
    assert page in principal.get(own).text
    assert page not in cast.signed_in("lead").get(own).text
    for key in ("lead", "counselor"):
        assert cast.signed_in(key).get(page).status_code == 404  # they may break other glass, not this
    assert send(principal, page, {"reason": "急", "hours": "4"}).status_code == 422
    assert send(principal, page, {"reason": "孩子失联，要知道去向", "hours": "999"}).status_code == 422
    assert send(principal, page, {"reason": "孩子失联，要知道去向", "hours": "4"}).status_code == 303
    assert NOTE in principal.get(own).text
    assert "紧急打开了你的封存记录" in counselor.get("/today").text
    assert "孩子失联" in counselor.get("/counseling/grants").text
    with cast.reading():
        grant_id = session().scalars(select(Grant.id)).one()
    assert send(principal, f"/counseling/grants/{grant_id}/acknowledgement", page="/counseling/grants").status_code == 404
    send(counselor, f"/counseling/grants/{grant_id}/acknowledgement", page="/counseling/grants")
    assert "紧急打开了你的封存记录" not in counselor.get("/today").text
    send(principal, f"/counseling/grants/{grant_id}/ending", page="/counseling/grants")
    assert principal.get(own).status_code == 403


def test_an_emergency_opening_of_the_clinical_tier_opens_no_note(cast: Cast) -> None:
    colleague(cast)
    session_id = signed(cast.signed_in("counselor"), case_for(cast), said=NOTE)
    child_id = cast.child_id()
    with cast.writing():
        for key in ("principal", "lead", "second"):
            span = {"from_at": clock.now() - timedelta(hours=1), "until_at": clock.now() + timedelta(hours=1)}
            person_id = cast.account(key).person_id
            grant = AccessGrant(person_id=person_id, child_id=child_id, tier=Tier.CLINICAL.value, reason="急", **span)
            session().add(grant)
    for key in ("principal", "lead", "second"):
        assert cast.signed_in(key).get(f"/counseling/notes/{session_id}").status_code == 403


def test_a_draft_is_nobody_elses_even_by_a_grant(cast: Cast) -> None:
    second_id, case_id = colleague(cast), case_for(cast)
    session_id = draft(cast.signed_in("counselor"), case_id)
    with cast.writing():
        grant_supervision(session().get_one(Case, case_id), second_id, "督导", 7, by=cast.viewer("counselor"))
    assert cast.signed_in("second").get(f"/counseling/notes/{session_id}").status_code == 404


def test_a_group_is_written_once_and_locked_on_each_childs_page(cast: Cast) -> None:
    case_for(cast)
    case_for(cast, OTHER_CHILD)
    counselor = cast.signed_in("counselor")
    ids = [str(cast.child_id(name)) for name in (CHILD, OTHER_CHILD)]
    assert send(counselor, "/counseling/groups/new", {"name": "交朋友", "children": ids[:1]}).status_code == 422
    answer = send(counselor, "/counseling/groups/new", {"name": "交朋友", "children": ids})
    session_id = int(answer.location.rsplit("/", 1)[1])
    page = f"/counseling/sessions/{session_id}"
    assert VERSION.search(counselor.get(page).text)
    assert send(counselor, page, fields(counselor, session_id, said=NOTE, line="座位请安排在一起")).status_code == 303
    for key, child in (("homeroom", ids[0]), ("other_homeroom", ids[1])):
        shown = cast.signed_in(key).get(f"/children/{child}").text
        assert "座位请安排在一起" in shown
        assert NOTE not in shown
        other = OTHER_CHILD if child == ids[0] else CHILD
        assert other not in shown, "the one child's page does not name the other"


def test_in_a_group_a_yes_begins_the_steps_for_whom_it_concerns(cast: Cast) -> None:
    from portal.counseling.models import Crisis

    concerned, _other = case_for(cast), case_for(cast, OTHER_CHILD)
    counselor = cast.signed_in("counselor")
    ids = [str(cast.child_id(name)) for name in (CHILD, OTHER_CHILD)]
    page = send(counselor, "/counseling/groups/new", {"name": "交朋友", "children": ids}).location
    session_id = int(page.rsplit("/", 1)[1])
    said = fields(counselor, session_id, safe_self="yes", said=NOTE)
    refused = send(counselor, page, said)
    assert refused.status_code == 422
    assert "写明是谁" in refused.text
    assert NOTE in refused.text, "nothing entered is lost"
    stranger = send(counselor, page, said | {"whom": ["999"]})
    assert stranger.status_code == 422
    answer = send(counselor, page, fields(counselor, session_id, safe_self="yes", said=NOTE) | {"whom": ids[:1]})
    assert answer.location.endswith(f"/counseling/cases/{concerned}#crisis")
    with cast.reading():
        assert [crisis.case_id for crisis in session().scalars(select(Crisis))] == [concerned]


def test_who_reads_a_note_stands_in_the_journal_and_nobody_else_gets_one(cast: Cast) -> None:
    from portal.journal.models import JournalRow

    session_id = signed(cast.signed_in("counselor"), case_for(cast), said=NOTE)
    opened_by = {key for key in PEOPLE if cast.signed_in(key).get(f"/counseling/notes/{session_id}").status_code == 200}
    assert opened_by == {"counselor"}
    with cast.reading():
        rows = session().scalars(select(JournalRow).where(JournalRow.event == "counseling.note_read")).all()
        assert {row.person_id for row in rows} == {cast.account("counselor").person_id}
        assert all(row.reads and row.child_id for row in rows)


def test_only_the_author_adds(cast: Cast) -> None:
    colleague(cast)
    session_id = signed(cast.signed_in("counselor"), case_for(cast))
    with cast.writing(), pytest.raises(Refused):
        add_to(session().get_one(Session, session_id), "别人", by=cast.viewer("second"))
