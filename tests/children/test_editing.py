"""Editing a file: facts are closed and never overwritten, two people see both versions, a form sent twice makes one record."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from portal.children.models import AidCategory, Child, FactWithdrawal, Guardian, HealthNote, NoContactOrder, Reunion, Whereabouts
from portal.core import clock
from portal.core.db import session
from portal.journal.models import JournalRow
from tests.cast import Cast
from tests.children.school import CANARIES, Sender, canaries_in, write_canaries

FORMS = ("identity", "whereabouts", "reunion", "aid", "health", "guardians/new", "papers")
EDITS = {"lead": 200, "homeroom": 200, "other_homeroom": 404}
MAY_NOT = ("principal", "counselor", "dormitory", "administrator", "teacher", "parent", "carer", "auditor", "inspector", "legal")


@pytest.mark.parametrize("form", FORMS)
def test_only_those_who_keep_the_file_reach_its_forms(cast: Cast, form: str) -> None:
    path = f"/children/{cast.child_id()}/{form}"
    for who, status in {**EDITS, **dict.fromkeys(MAY_NOT, 403)}.items():
        assert Sender(cast, who).get(path).status_code == status, who
        if status != 200:
            assert Sender(cast, who).post(path, data={"text": "x"}).status_code == status, who


def _count(cast: Cast, table: Any) -> int:
    with cast.reading():
        return session().scalar(select(func.count()).select_from(table)) or 0


def _away(browser: Sender, child_id: int, **more: str) -> Any:
    return browser.post(f"/children/{child_id}/whereabouts", data={"parent": "father", "state": "away_for_work", **more})


def test_a_new_whereabouts_closes_the_one_before_and_keeps_it(cast: Cast) -> None:
    browser, child_id = Sender(cast, "homeroom"), cast.child_id()
    yesterday = clock.today() - timedelta(days=1)
    assert _away(browser, child_id, since="2026-09-01", where="东莞").status_code == 303
    with cast.writing():
        session().scalars(select(Whereabouts)).one().from_day = yesterday
    assert _away(browser, child_id, state="at_home").status_code == 303
    with cast.reading():
        first, second = session().scalars(select(Whereabouts).order_by(Whereabouts.id)).all()
        assert (first.state, first.where, first.until_day) == ("away_for_work", "东莞", yesterday)
        assert (second.state, second.until_day) == ("at_home", None)
        assert second.recorded_by_id is not None


def test_a_day_to_come_is_refused_at_its_field_and_nothing_is_written(cast: Cast) -> None:
    answer = _away(Sender(cast, "homeroom", locale="en"), cast.child_id(), since="2099-01-01")
    assert answer.status_code == 422
    assert 'href="#since"' in answer.text
    assert _count(cast, Whereabouts) == 0


def test_saying_which_parent_is_away_ends_one_of_the_two_is_away(cast: Cast) -> None:
    child_id = cast.child_id()
    with cast.writing():
        day = {"from_day": clock.today() - timedelta(days=9), "recorded_at": clock.now()}
        session().add(Whereabouts(child_id=child_id, parent="either", state="away_for_work", since=date(2026, 1, 1), **day))
    _away(Sender(cast, "homeroom"), child_id)
    with cast.reading():
        unsaid = session().scalars(select(Whereabouts).where(Whereabouts.parent == "either")).one()
        assert unsaid.until_day == clock.today() - timedelta(days=1)


def test_aid_reunion_and_health_are_recorded_and_ended(cast: Cast) -> None:
    browser, child_id = Sender(cast, "homeroom"), cast.child_id()
    assert browser.post(f"/children/{child_id}/aid", data={"category": "orphan"}).status_code == 303
    assert browser.post(f"/children/{child_id}/aid", data={"category": "orphan"}).status_code == 422
    assert browser.post(f"/children/{child_id}/reunion", data={"together": "no"}).status_code == 303
    assert browser.post(f"/children/{child_id}/health", data={"text": "花生过敏"}).status_code == 303
    with cast.reading():
        ids = [session().scalars(select(table.id)).one() for table in (AidCategory, HealthNote)]
        assert session().scalars(select(Reunion)).one().weekends_or_holidays is False
    for kind, id_ in zip(("aid", "health"), ids, strict=True):
        assert browser.post(f"/children/{child_id}/facts/{kind}/{id_}/ending").status_code == 303
    assert "花生过敏" not in Sender(cast, "dormitory").get(f"/children/{child_id}").text


def test_a_fact_recorded_by_mistake_is_withdrawn_with_who_and_why(cast: Cast) -> None:
    browser, child_id = Sender(cast, "homeroom", locale="en"), cast.child_id()
    _away(browser, child_id)
    with cast.reading():
        fact_id = session().scalars(select(Whereabouts.id)).one()
    path = f"/children/{child_id}/facts/whereabouts/{fact_id}/withdrawal"
    assert browser.post(path, data={"reason": ""}).status_code == 422
    assert browser.post(path, data={"reason": "看错了人"}).status_code == 303
    assert browser.post(path, data={"reason": "again"}).status_code == 422
    with cast.reading():
        withdrawal = session().scalars(select(FactWithdrawal)).one()
        assert withdrawal.reason == "看错了人"
        assert session().get_one(Whereabouts, fact_id).state == "away_for_work"
    assert "recorded by mistake" in browser.get(f"/children/{child_id}").text


@pytest.mark.parametrize(
    "path", ["facts/whereabouts/1/ending", "facts/nothing/1/ending", "facts/aid/99/ending", "guardians/99/ending"]
)
def test_what_is_not_in_the_file_cannot_be_ended(cast: Cast, path: str) -> None:
    assert Sender(cast, "homeroom").post(f"/children/{cast.child_id()}/{path}").status_code == 404


def test_a_fact_of_another_child_is_out_of_reach_even_through_an_own_child(cast: Cast) -> None:
    other = cast.child_id("周朗")
    Sender(cast, "other_homeroom").post(f"/children/{other}/health", data={"text": "提示"})
    with cast.reading():
        note_id = session().scalars(select(HealthNote.id)).one()
    assert Sender(cast, "homeroom").post(f"/children/{cast.child_id()}/facts/health/{note_id}/ending").status_code == 404


def test_a_form_sent_twice_makes_one_record(cast: Cast) -> None:
    browser, child_id = Sender(cast, "homeroom"), cast.child_id()
    for _ in range(2):
        answer = browser.post(f"/children/{child_id}/health", data={"text": "花生过敏", "submission": "the-same-key"})
        assert answer.status_code == 303
    assert _count(cast, HealthNote) == 1


IDENTITY = {"name": "林小禾", "sex": "2", "birth_date": "2015-11-03", "boarding": "y", "version": "1"}


def test_two_people_edit_the_same_child_and_nothing_is_lost(cast: Cast) -> None:
    child_id = cast.child_id()
    path = f"/children/{child_id}/identity"
    assert Sender(cast, "lead").post(path, data={**IDENTITY, "home": "石桥村一组"}).status_code == 303
    second = Sender(cast, "homeroom").post(path, data={**IDENTITY, "home": "石桥村九组", "boarding": ""})
    assert second.status_code == 409
    assert "石桥村一组" in second.text
    assert "石桥村九组" in second.text
    chosen = {**IDENTITY, "home": "石桥村九组", "boarding": "", "version": "2"}
    assert Sender(cast, "homeroom").post(path, data=chosen).status_code == 303
    with cast.reading():
        child = session().get_one(Child, child_id)
        assert (child.registry_record["现住址"], child.boarding, child.version) == ("石桥村九组", False, 3)
        assert child.registry_record["班内学号"] == "1" or "班内学号" not in child.registry_record


def test_two_people_edit_the_same_guardian_and_both_versions_are_shown(cast: Cast) -> None:
    child_id = write_canaries(cast)
    with cast.reading():
        guardian = session().scalars(select(Guardian).where(Guardian.child_id == child_id)).first()
        assert guardian is not None
        path, version = f"/children/{child_id}/guardians/{guardian.id}", guardian.version
    words = {"name": "林海生", "relation": "51", "is_guardian": "y", "rights": "full", "version": str(version)}
    assert Sender(cast, "lead").post(path, data={**words, "workplace": "甲厂"}).status_code == 303
    second = Sender(cast, "homeroom").post(path, data={**words, "workplace": "乙厂", "relation": "57"})
    assert second.status_code == 409
    assert all(word in second.text for word in ("甲厂", "乙厂", "继父"))
    with cast.reading():
        assert session().scalars(select(Guardian.telephone).where(Guardian.child_id == child_id)).first() == CANARIES["telephone"]


def test_an_identity_number_that_contradicts_the_birth_date_is_refused(cast: Cast) -> None:
    answer = Sender(cast, "homeroom", locale="en").post(
        f"/children/{cast.child_id()}/identity", data={**IDENTITY, "id_number": "11010519491231002X"}
    )
    assert answer.status_code == 422
    assert "another birth date" in answer.text


def test_a_guardian_is_added_and_ended_and_a_wrong_number_is_refused(cast: Cast) -> None:
    browser, child_id = Sender(cast, "homeroom", locale="en"), cast.child_id()
    words = {"name": "林二叔", "relation": "83", "is_carer": "y", "rights": "contact", "version": "1"}
    path = f"/children/{child_id}/guardians/new"
    assert 'href="#telephone"' in browser.post(path, data={**words, "telephone": "1381"}).text
    assert browser.post(path, data={**words, "telephone": "１３８ ００００ １１１１"}).status_code == 303
    with cast.reading():
        uncle = session().scalars(select(Guardian).where(Guardian.name == "林二叔")).one()
        assert (uncle.telephone, uncle.place) == ("13800001111", 3)
    assert browser.post(f"/children/{child_id}/guardians/{uncle.id}/ending").status_code == 303
    assert _count(cast, Guardian) == 4


def test_an_order_is_entered_and_lifted_by_the_lead_only(cast: Cast) -> None:
    child_id = cast.child_id()
    with cast.reading():
        guardian_id = session().scalars(select(Guardian.id).where(Guardian.child_id == child_id)).first()
    path = f"/children/{child_id}/guardians/{guardian_id}/order"
    data = {"issued_by": "某区人民法院 2026-1", "from_day": "2026-11-01"}
    assert Sender(cast, "homeroom").post(path, data=data).status_code == 403
    lead = Sender(cast, "lead", locale="en")
    assert lead.post(path, data=data).status_code == 303
    assert "kept away by order" in Sender(cast, "dormitory", locale="en").get(f"/children/{child_id}").text
    assert lead.post(f"{path}/lifting").status_code == 303
    assert "kept away by order" not in lead.get(f"/children/{child_id}").text
    assert _count(cast, NoContactOrder) == 1


def test_no_canary_reaches_the_journal_the_log_or_the_database_file(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    child_id = write_canaries(cast)
    browser = Sender(cast, "homeroom")
    browser.get(f"/children/{child_id}")
    browser.post(f"/children/{child_id}/health", data={"text": CANARIES["health"]})
    browser.get("/children?q=" + CANARIES["telephone"])
    with cast.reading():
        rows = " ".join(str(value) for row in session().execute(select(JournalRow.__table__)) for value in row)
    assert canaries_in(rows) == set()
    assert canaries_in(caplog.text) == set()
    url = cast.database.engine.url
    if url.get_backend_name() == "sqlite" and url.database:
        for ending in ("", "-wal"):
            content = Path(url.database + ending).read_bytes()
            assert not [name for name, word in CANARIES.items() if word.encode() in content]
