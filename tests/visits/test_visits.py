"""Writing down a visit: signed, once, within reach; followed up; counted; printed."""

from __future__ import annotations

import base64
import re
import zlib
from datetime import date, timedelta
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select

from portal.children.models import Child, Whereabouts
from portal.core import clock
from portal.core.db import session
from portal.risk.axes import Grade
from portal.risk.operations.deciding import give_grade
from portal.visits.figures import members
from portal.visits.models import FollowUp, HomeVisit, Signed, Visitor
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.counting import statements
from tests.forms import send

CLIENT = re.compile(r'name="client_id"[^>]* value="([^"]+)"')


def chunk(kind: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")


def png() -> bytes:
    """A white picture of two by two."""
    head = b"\x00\x00\x00\x02\x00\x00\x00\x02\x08\x02\x00\x00\x00"
    rows = zlib.compress((b"\x00" + b"\xff" * 6) * 2)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


DRAWING = "data:image/png;base64," + base64.b64encode(png()).decode()


def parents_leave(cast: Cast, name: str = CHILD, home: str = "云顶镇西岭村6组") -> int:
    child_id = cast.child_id(name)
    with cast.writing():
        for parent in ("father", "mother"):
            gone = {"state": "away_for_work", "since": date(2025, 3, 1), "from_day": date(2025, 9, 1)}
            session().add(Whereabouts(child_id=child_id, parent=parent, recorded_at=clock.now(), **gone))
        child = session().get_one(Child, child_id)
        child.registry_record = {**child.registry_record, "现住址": home}
    return child_id


def fields(browser: FlaskClient, child_id: int, **more: object) -> dict[str, object]:
    found = CLIENT.search(browser.get(f"/children/{child_id}/visits/new").text)
    assert found
    base = {"client_id": found[1], "day": clock.today().isoformat(), "mode": "on_site", "second": "0", "met": "奶奶"}
    return base | {"follow_owner": "0", "signed": "paper"} | more


def record(browser: FlaskClient, child_id: int, **more: object) -> int:
    return send(browser, f"/children/{child_id}/visits/new", fields(browser, child_id, **more)).status_code


def only_visit(cast: Cast) -> int:
    with cast.reading():
        return session().scalars(select(HomeVisit.id)).one()


def test_who_opens_the_pages_of_visits(cast: Cast) -> None:
    child_id = parents_leave(cast)
    teaching = {"lead", "principal", "homeroom", "other_homeroom", "teacher", "counselor", "dormitory"}
    assert cast.who_enters(f"/children/{child_id}/visits/new") == {"lead", "principal", "homeroom"}
    assert cast.who_enters("/visits") == teaching
    assert cast.who_enters("/visits/coverage") == {"lead", "principal", "homeroom", "other_homeroom"}


def test_one_entry_shows_on_file_list_coverage_and_figures(cast: Cast) -> None:
    child_id = parents_leave(cast)
    homeroom = cast.signed_in("homeroom")
    assert CHILD in homeroom.get("/visits/children?show=left_behind_open").text
    assert "家访五（1）班的留守儿童" in homeroom.get("/today").text
    assert record(homeroom, child_id, problems="晚上手机看得久", hazards=["drowning", "shock"]) == 303
    visit = homeroom.get(f"/children/{child_id}/visits/{only_visit(cast)}").text
    assert "触电，溺水" in visit or "溺水，触电" in visit or "溺水、触电" in visit or "触电、溺水" in visit
    assert "晚上手机看得久" in homeroom.get(f"/children/{child_id}").text
    assert "家访五（1）班的留守儿童" not in homeroom.get("/today").text
    assert CHILD not in homeroom.get("/visits/children?show=left_behind_open").text
    assert CHILD in homeroom.get("/visits/children?show=left_behind_visited").text
    assert CHILD in homeroom.get("/visits").text
    with cast.reading():
        assert {key: len(found) for key, found in members(clock.today()).items()} == {
            "visits.visited_this_year": 1,
            "visits.visited_this_month": 1,
            "visits.left_behind_visited_this_term": 1,
        }


def test_a_call_is_kept_but_does_not_count(cast: Cast) -> None:
    child_id = parents_leave(cast)
    homeroom = cast.signed_in("homeroom")
    assert record(homeroom, child_id, mode="telephone") == 303
    assert CHILD in homeroom.get("/visits/children?show=left_behind_open").text
    assert CHILD in homeroom.get("/visits").text


def test_a_drawn_signature_is_kept_sealed_and_shown_within_reach_only(cast: Cast) -> None:
    child_id = parents_leave(cast)
    homeroom = cast.signed_in("homeroom")
    assert record(homeroom, child_id, signature=DRAWING) == 303
    address = f"/children/{child_id}/visits/{only_visit(cast)}/signature"
    shown = homeroom.get(address)
    assert shown.mimetype == "image/png"
    assert shown.data.startswith(b"\x89PNG")
    assert cast.signed_in("other_homeroom").get(address).status_code == 404
    with cast.reading():
        visit = session().scalars(select(HomeVisit)).one()
        assert visit.signed is Signed.DRAWN
        kept = cast.app.config["PORTAL"].uploads / str(visit.signature_stored_as)
        assert b"PNG" not in kept.read_bytes()


@pytest.mark.parametrize(
    "drawing", ["data:image/png;base64,AAAA", "data:text/html;base64,PGI+", "data:image/png;base64,%%", "x" * 450_000]
)
def test_what_is_no_signature_is_sent_back(cast: Cast, drawing: str) -> None:
    child_id = parents_leave(cast)
    homeroom = cast.signed_in("homeroom")
    assert record(homeroom, child_id, signature=drawing) == 422
    with cast.reading():
        assert session().scalars(select(HomeVisit)).all() == []


def test_a_photo_serves_where_nothing_can_be_drawn(cast: Cast) -> None:
    child_id = parents_leave(cast)
    homeroom = cast.signed_in("homeroom")
    assert record(homeroom, child_id, photo=(BytesIO(png()), "sign.png")) == 303
    with cast.reading():
        assert session().scalars(select(HomeVisit.signed)).one() is Signed.PHOTO


def test_the_same_visit_sent_twice_is_kept_once(cast: Cast) -> None:
    child_id = parents_leave(cast)
    homeroom = cast.signed_in("homeroom")
    with cast.reading():
        second = cast.account("teacher").person_id
    same = fields(homeroom, child_id, second=second)
    for _ in range(2):
        assert send(homeroom, f"/children/{child_id}/visits/new", same).status_code == 303
    with cast.reading():
        assert len(session().scalars(select(HomeVisit)).all()) == 1
        assert len(session().scalars(select(Visitor)).all()) == 2
    assert send(cast.signed_in("lead"), f"/children/{child_id}/visits/new", same).status_code == 422


def test_a_follow_up_stands_on_its_owners_desk_until_done(cast: Cast) -> None:
    child_id = parents_leave(cast)
    homeroom, lead = cast.signed_in("homeroom"), cast.signed_in("lead")
    with cast.reading():
        owner = cast.account("lead").person_id
    due = (clock.today() + timedelta(days=3)).isoformat()
    assert record(homeroom, child_id, follow_words="看看塘边的护栏") == 422
    assert record(homeroom, child_id, follow_words="看看塘边的护栏", follow_owner=owner, follow_due=due) == 303
    assert "看看塘边的护栏" in lead.get("/today").text
    assert "看看塘边的护栏" not in homeroom.get("/today").text
    with cast.reading():
        number = session().scalars(select(FollowUp.id)).one()
    address = f"/children/{child_id}/visits/{only_visit(cast)}/follow-ups/{number}/done"
    assert send(lead, address, {"words": "已加护栏"}).status_code == 303
    assert "看看塘边的护栏" not in lead.get("/today").text
    assert "已加护栏" in homeroom.get(f"/children/{child_id}/visits/{only_visit(cast)}").text


def test_only_the_writer_withdraws_a_visit_and_then_it_counts_nowhere(cast: Cast) -> None:
    child_id = parents_leave(cast)
    homeroom = cast.signed_in("homeroom")
    record(homeroom, child_id)
    address = f"/children/{child_id}/visits/{only_visit(cast)}/withdrawal"
    assert send(cast.signed_in("lead"), address, {"reason": "看错了"}).status_code == 422
    assert send(homeroom, address, {"reason": "记错了孩子"}).status_code == 303
    assert CHILD in homeroom.get("/visits/children?show=left_behind_open").text
    assert homeroom.get(address).status_code == 404


def test_the_route_groups_families_by_village_and_shows_nobody_out_of_reach(cast: Cast) -> None:
    parents_leave(cast)
    parents_leave(cast, OTHER_CHILD, "云顶镇东坝村1组")
    page = cast.signed_in("homeroom").get("/visits/route").text
    assert "云顶镇西岭村" in page
    assert "东坝村" not in page
    assert "西岭村" not in cast.signed_in("teacher").get("/visits/route").text


def test_the_sheet_and_the_record_are_printed(cast: Cast) -> None:
    child_id = parents_leave(cast)
    homeroom = cast.signed_in("homeroom")
    record(homeroom, child_id, signature=DRAWING, problems="晚上手机看得久")
    sheet = homeroom.get(f"/children/{child_id}/visits/form.pdf")
    paper = homeroom.get(f"/children/{child_id}/visits/{only_visit(cast)}/visit.pdf")
    for answer, words in ((sheet, "西岭村"), (paper, "晚上手机看得久")):
        assert answer.mimetype == "application/pdf"
        text = "".join(each.extract_text() for each in PdfReader(BytesIO(answer.data)).pages)
        assert CHILD in text
        assert words in text


def test_every_number_of_the_coverage_opens_a_list_of_as_many(cast: Cast) -> None:
    child_id = parents_leave(cast)
    lead = cast.signed_in("lead")
    record(cast.signed_in("homeroom"), child_id)
    page = lead.get("/visits/coverage").text
    numbers = re.findall(r'href="(/visits/children\?[^"]+)">(\d+)</a>', page)
    assert len(numbers) == 11, numbers
    for address, count in numbers:
        rows = lead.get(address.replace("&amp;", "&")).text.count('<th scope="row">')
        assert rows == int(count), address


def test_the_pages_need_the_same_statements_whatever_their_length(cast: Cast) -> None:
    child_id = parents_leave(cast)
    lead = cast.signed_in("lead")
    counts = []
    for step in (lambda: None, lambda: record(lead, child_id), lambda: parents_leave(cast, OTHER_CHILD)):
        step()
        needed = []
        for path in ("/visits", "/visits/coverage", "/visits/children", "/visits/route?all=yes"):
            lead.get(path)
            with statements(cast.database) as seen:
                assert lead.get(path).status_code == 200
            needed.append(sum("journal" not in each for each in seen))
        counts.append(needed)
    assert max(counts) == min(counts), counts
    assert max(counts[0]) <= 6, counts


def test_a_family_of_whom_close_attention_is_asked_is_visited_again_sooner(cast: Cast) -> None:
    child_id, homeroom = parents_leave(cast), cast.signed_in("homeroom")
    long_ago = clock.today() - timedelta(days=70)
    with cast.writing():
        visit = {"child_id": child_id, "day": long_ago, "mode": "on_site", "form": {}, "signed": "not"}
        session().add(
            HomeVisit(client_id="a" * 24, recorded_at=clock.now(), recorded_by_id=cast.viewer("homeroom").person_id, **visit)
        )
    sooner = "/visits/children?show=sooner"
    assert CHILD not in homeroom.get(sooner).text
    page = homeroom.get("/children").text
    assert "最近家访" in page
    assert f"{long_ago.month}月{long_ago.day}日" in page
    with cast.writing():
        give_grade(child_id, Grade.CLOSE, {"findings": [], "missing": []}, "家里只有爷爷", by=cast.viewer("lead"))
    assert CHILD in homeroom.get(sooner).text
    assert "五（1）班：再去家访" in homeroom.get("/today").text
    assert CHILD not in cast.signed_in("other_homeroom").get(sooner).text
    assert record(homeroom, child_id) == 303
    assert CHILD not in homeroom.get(sooner).text
    assert "五（1）班：再去家访" not in homeroom.get("/today").text
