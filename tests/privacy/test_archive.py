"""Files of those who left are closed to who worked with them, and open again by themselves when a child comes back."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

from sqlalchemy import select

from portal.children.models import Child, Enrolment
from portal.core import clock
from portal.core.db import session
from portal.journal.models import JournalRow
from portal.journal.operations import record
from tests.cast import CHILD, Cast
from tests.forms import send
from tests.pairing.family import named, parents_leave
from tests.privacy.test_terms import a_picture, leaves

DAY = timedelta(days=1)
READERS = {"homeroom", "lead", "principal"}  # whoever was named for the child lost it on the day it left


def close(cast: Cast, key: str = "lead") -> int:
    return send(cast.signed_in(key), "/privacy/archive").status_code


def test_a_closed_file_is_found_by_whoever_leads_the_school_and_by_nobody_else(cast: Cast) -> None:
    child_id = parents_leave(cast)
    named(cast, "teacher")
    leaves(cast, clock.today() - DAY * 31)
    page = f"/children/{child_id}"
    assert cast.who_enters(page) >= READERS
    assert CHILD in cast.signed_in("lead").get("/privacy/archive").text
    assert close(cast) == 303
    assert cast.who_enters(page) == {"lead", "principal", "counselor"}
    assert "这份档案于" in cast.signed_in("lead").get(page).text
    assert CHILD not in cast.signed_in("lead").get("/privacy/archive").text
    assert CHILD in cast.signed_in("lead").get("/privacy/archive?show=closed").text
    for path in ("/children/", "/children/?show=all", "/search?q=林小禾"):
        assert CHILD not in cast.signed_in("homeroom").get(path).text, path
    with cast.reading():
        assert session().scalars(select(JournalRow.child_id).where(JournalRow.event == "privacy.file_closed")).all() == [child_id]


def test_a_file_is_closed_only_after_the_days_in_which_a_move_can_be_taken_back(cast: Cast) -> None:
    leaves(cast, clock.today() - DAY * 29)
    assert CHILD not in cast.signed_in("lead").get("/privacy/archive").text
    assert close(cast) == 422
    with cast.reading():
        assert session().scalars(select(Child.archived_at)).all() == [None, None]
    leaves(cast, clock.today() - DAY * 30)
    assert "封存 1 名离校学生的档案" in cast.signed_in("lead").get("/today").text
    assert close(cast) == 303
    assert "封存 1 名离校学生的档案" not in cast.signed_in("lead").get("/today").text


def test_who_comes_back_has_an_open_file_again(cast: Cast) -> None:
    child_id = leaves(cast, clock.today() - DAY * 60)
    assert close(cast) == 303
    assert cast.signed_in("homeroom").get(f"/children/{child_id}").status_code == 404
    with cast.writing():
        child = session().get_one(Child, child_id)
        child.enrolment = Enrolment.ENROLLED
        session().flush()
        record("enrolment.moved", child_id=child_id, by=None)
    assert cast.signed_in("homeroom").get(f"/children/{child_id}").status_code == 200


def test_one_file_is_taken_out_of_the_archive(cast: Cast) -> None:
    child_id = leaves(cast, clock.today() - DAY * 60)
    lead = cast.signed_in("lead")
    assert close(cast) == 303
    assert send(lead, f"/privacy/archive/{child_id}/reopening", page=f"/children/{child_id}").status_code == 303
    assert cast.signed_in("homeroom").get(f"/children/{child_id}").status_code == 200
    assert send(cast.signed_in("homeroom"), f"/privacy/archive/{child_id}/reopening", page="/today").status_code == 403


def test_the_bundle_holds_the_paper_every_scan_and_a_list_with_digests(cast: Cast) -> None:
    child_id = cast.child_id()
    scan = {"title": "协议", "file": (io.BytesIO(a_picture()), "a.png")}
    assert send(cast.signed_in("homeroom"), f"/children/{child_id}/papers", scan).status_code == 303
    leaves(cast, clock.today() - DAY * 60)
    assert close(cast) == 303
    address = f"/privacy/archive/{child_id}/bundle.zip"
    assert cast.signed_in("homeroom").get(address).status_code == 404
    answer = cast.signed_in("principal").get(address)
    with zipfile.ZipFile(io.BytesIO(answer.data)) as bundle:
        names = bundle.namelist()
        assert names[0] == "file.pdf"
        assert names[-1] == "list.txt"
        assert len(names) == 3
        assert names[1].endswith(".png")
        assert bundle.read("list.txt").decode().count("sha256") == 2
        assert bundle.read("file.pdf").startswith(b"%PDF")
    with cast.reading():
        assert session().scalars(select(JournalRow.child_id).where(JournalRow.event == "privacy.bundle_taken")).all() == [child_id]
