"""Naming an adult for a child: who may, whom not, what the adult reaches then, and what happens when the adult leaves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.access.permissions import Tier
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.journal.operations import record
from portal.pairing.figures import members
from portal.pairing.models import Pairing, PairingEnding, Reason, WishKind
from portal.pairing.operations import pairs
from portal.people.models import Person, Post, Vetting
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.counting import statements
from tests.forms import send
from tests.pairing.family import child_of, named, parents_leave


def test_only_who_plans_pairs_opens_the_pages(cast: Cast) -> None:
    child_id = parents_leave(cast)
    assert cast.who_enters("/pairing") == {"lead", "principal"}
    assert cast.who_enters("/pairing/proposal") == {"lead"}
    assert cast.who_enters(f"/children/{child_id}/pairing") == {"lead"}


def test_a_teacher_sees_no_child_until_named_and_then_only_that_one(cast: Cast) -> None:
    child_id, other_id = parents_leave(cast), cast.child_id(OTHER_CHILD)
    browser = cast.signed_in("teacher")
    assert browser.get(f"/children/{child_id}").status_code == 404
    named(cast)
    assert browser.get(f"/children/{child_id}").status_code == 200
    assert browser.get(f"/children/{other_id}").status_code == 404
    page = browser.get("/children").text
    assert CHILD in page
    assert OTHER_CHILD not in page


def test_the_lead_names_an_adult_by_hand_and_everybody_is_told(cast: Cast) -> None:
    child_id = parents_leave(cast)
    with cast.reading():
        teacher = cast.account("teacher").person_id
    lead = cast.signed_in("lead")
    with cast.writing():
        session().get_one(Person, teacher).sex = "2"
    answer = send(lead, f"/children/{child_id}/pairing", {"teacher": teacher, "said": "我喜欢她"})
    assert answer.status_code == 303
    assert "简明" in lead.get(f"/children/{child_id}").text
    assert "我喜欢她" in lead.get(f"/children/{child_id}").text
    assert CHILD in cast.signed_in("teacher").get("/my-children").text
    assert "简明" in cast.signed_in("lead").get("/children").text


def test_no_pair_is_made_without_clear_vetting_by_any_way(cast: Cast) -> None:
    parents_leave(cast)
    with cast.writing():
        teacher = cast.account("teacher").person_id
        session().get_one(Person, teacher).sex = "2"
        for vetting in session().scalars(select(Vetting).where(Vetting.person_id == teacher)):
            vetting.valid_until = clock.today() - timedelta(days=1)
    with cast.writing():
        child, lead = child_of(), cast.viewer("lead")
        with pytest.raises(Refused, match="查询"):
            pairs.pair(child, teacher, by=lead)
        with pytest.raises(Refused, match="查询"):
            pairs.pair_all([(child.id, teacher)], by=lead)
        assert session().scalars(select(Pairing)).all() == []


@pytest.mark.parametrize("kind", [WishKind.UNWANTED, WishKind.CONFLICT])
def test_the_childs_word_and_a_conflict_forbid_a_pair(cast: Cast, kind: WishKind) -> None:
    parents_leave(cast)
    with cast.writing():
        teacher = cast.account("teacher").person_id
        session().get_one(Person, teacher).sex = "2"
        child, lead = child_of(), cast.viewer("lead")
        pairs.note_wish(child, teacher, kind, by=lead)
        session().flush()
        with pytest.raises(Refused):
            pairs.pair(child, teacher, by=lead)


def test_a_boarding_girl_is_not_given_to_a_man_and_the_cap_holds(cast: Cast) -> None:
    parents_leave(cast)
    with cast.writing():
        teacher, lead = cast.account("teacher").person_id, cast.viewer("lead")
        session().get_one(Person, teacher).sex = "1"
        with pytest.raises(Refused, match="住校"):
            pairs.pair(child_of(), teacher, by=lead)
        session().get_one(Person, teacher).sex = "2"
        pairs.pair(child_of(), teacher, by=lead)
        with pytest.raises(Refused, match="已有"):
            pairs.pair(child_of(), teacher, by=lead)


def test_a_proposal_is_shown_first_and_made_whole_when_confirmed(cast: Cast) -> None:
    child_id, other_id = parents_leave(cast), parents_leave(cast, OTHER_CHILD)
    with cast.writing():
        for key in ("teacher", "homeroom"):
            session().get_one(Person, cast.account(key).person_id).sex = "2"
    lead = cast.signed_in("lead")
    page = lead.get("/pairing/proposal").text
    assert CHILD in page
    assert "本班" in page
    with cast.reading():
        assert session().scalars(select(Pairing)).all() == []
        homeroom, teacher = (cast.account(key).person_id for key in ("homeroom", "teacher"))
    broken = {"pair": [f"{child_id}-{homeroom}", f"{other_id}-999"]}
    assert send(lead, "/pairing/proposal", broken).status_code == 422
    with cast.reading():
        assert session().scalars(select(Pairing)).all() == []
    whole = {"pair": [f"{child_id}-{homeroom}", f"{other_id}-{teacher}"]}
    assert send(lead, "/pairing/proposal", whole).status_code == 303
    with cast.reading():
        assert len(session().scalars(select(Pairing)).all()) == 2


def test_on_the_day_a_post_ends_the_children_are_listed_and_paired_anew(cast: Cast) -> None:
    child_id = parents_leave(cast)
    teacher = named(cast, since=clock.today() - timedelta(days=40))
    lead = cast.signed_in("lead")
    assert "另找" not in lead.get("/today").text
    with cast.writing():
        post = session().scalars(select(Post).where(Post.person_id == teacher)).one()
        post.until_day = clock.today()
        record("people.post_ended", subject=post, by=None)
        session().get_one(Person, cast.account("homeroom").person_id).sex = "2"
    assert "简明结对的孩子另找" in lead.get("/today").text
    assert CHILD in lead.get("/pairing/children?show=orphaned").text
    with cast.reading():
        homeroom = cast.account("homeroom").person_id
    assert send(lead, "/pairing/proposal", {"pair": [f"{child_id}-{homeroom}"]}).status_code == 303
    with cast.reading():
        assert session().scalars(select(PairingEnding.reason)).all() == [Reason.TEACHER_LEFT]
    assert CHILD not in lead.get("/pairing/children?show=orphaned").text


def test_ending_a_pair_keeps_reason_and_note_and_closes_the_file_to_the_adult(cast: Cast) -> None:
    child_id = parents_leave(cast)
    named(cast, since=clock.today() - timedelta(days=40))
    lead, teacher = cast.signed_in("lead"), cast.signed_in("teacher")
    fields = {"reason": "child_wishes", "note": "爱画画，从画聊起"}
    assert send(lead, f"/children/{child_id}/pairing/ending", fields).status_code == 303
    page = lead.get(f"/children/{child_id}/pairing").text
    assert "孩子的意愿" in page
    assert "爱画画，从画聊起" in page
    assert teacher.get(f"/children/{child_id}").status_code == 404


def test_every_number_opens_a_list_of_as_many_and_equals_the_figure(cast: Cast) -> None:
    parents_leave(cast)
    parents_leave(cast, OTHER_CHILD)
    named(cast)
    lead = cast.signed_in("lead")
    with cast.reading():
        sets = {key: len(found) for key, found in members(clock.today()).items()}
    assert sets == {"pairing.left_behind": 2, "pairing.paired": 1, "pairing.talked_this_month": 0}
    for show, count in (("left_behind", 2), ("paired", 1), ("unpaired", 1), ("talked", 0), ("overdue", 0)):
        page = lead.get(f"/pairing/children?show={show}").text
        assert f"{count} 名学生" in page or f"{count} 个" in page or f"{count} 人" in page, (show, count)


def test_the_pages_need_the_same_statements_whatever_their_length(cast: Cast) -> None:
    lead = cast.signed_in("lead")
    paths = ("/pairing", "/pairing/children", "/pairing/proposal", "/my-children")
    counts = []
    for step in (lambda: None, lambda: parents_leave(cast), lambda: named(cast), lambda: parents_leave(cast, OTHER_CHILD)):
        step()
        needed = []
        for path in paths:
            lead.get(path)
            with statements(cast.database) as seen:
                assert lead.get(path).status_code == 200
            needed.append(len(seen))
        counts.append(needed)
    assert max(counts) == min(counts), counts
    assert max(counts[0]) <= 10, counts


def test_reach_opens_directory_schooling_and_welfare_and_nothing_more(cast: Cast) -> None:
    child_id = parents_leave(cast)
    named(cast)
    with cast.reading():
        reach = cast.viewer("teacher").reach
    assert {tier for tier, found in reach.items() if child_id in found.child_ids} == {
        Tier.DIRECTORY,
        Tier.SCHOOLING,
        Tier.WELFARE,
    }
