"""Whoever changes a step, a record, a custody line or a file behind the portal's back is found out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, select, text, update

from portal.bullying.models.cases import BullyingCase, State
from portal.bullying.models.evidence import Custody, Evidence, EvidenceKind
from portal.bullying.models.measures import Measure
from portal.bullying.models.steps import Clock, Step, StepKind
from portal.bullying.operations.evidence import Piece, open_piece, take_in
from portal.bullying.queries.verifying import verify, verify_all
from portal.core.db import session
from portal.core.errors import NotFound
from tests.bullying.walking import begin
from tests.cast import Cast
from tests.forms import send
from tests.visits.test_visits import png


def folder(app: Flask) -> Path:
    found: Path = app.config["PORTAL"].uploads
    return found


@pytest.fixture
def case_id(cast: Cast) -> int:
    with cast.writing():
        walk = begin(cast).in_force()
        take_in(walk.file, Piece(EvidenceKind.FILE, "走廊照片", content=png()), walk.folder, by=walk.by)
        return int(walk.case.id)


def broken(cast: Cast, case_id: int) -> list[str]:
    with cast.reading():
        return [str(one.what) for one in verify(session().get_one(BullyingCase, case_id), folder(cast.app))]


CHANGES: dict[str, tuple[Callable[[], object], str]] = {
    "the words of a step": (lambda: update(Step).where(Step.seq == 4).values(words="没有发生过"), "第 4 步"),
    "the moment of a step": (lambda: update(Step).where(Step.seq == 5).values(happened_at=Step.recorded_at), "第 5 步"),
    "what a step tells": (lambda: update(Step).where(Step.kind == StepKind.FOUND).values(facts={}), "步被改动"),
    "the state of the case": (lambda: update(BullyingCase).values(state=State.CLOSED), "对不上"),
    "the words of the case": (lambda: update(BullyingCase).values(words="开玩笑"), "第 1 步"),
    "a measure": (lambda: update(Measure).values(words="口头批评"), "所记的内容"),
    "a statement": (lambda: update(Evidence).where(Evidence.place == 1).values(text="我没事"), "第 1 件证据"),
    "the custody log": (lambda: update(Custody).where(Custody.seq == 1).values(words="别人"), "保管记录"),
    "a line of the custody log gone": (lambda: delete(Custody).where(Custody.evidence_id == 1), "保管记录"),
}


def test_every_change_is_found(cast: Cast, case_id: int) -> None:
    with cast.writing() as opened:
        case = opened.get_one(BullyingCase, case_id)
        assert verify(case) == []
        for name, (change, says) in CHANGES.items():
            undone = opened.begin_nested()
            opened.execute(change())  # type: ignore[call-overload]
            opened.expire_all()
            found = [str(one.what) for one in verify(case)]
            assert any(says in one for one in found), (name, found)
            undone.rollback()
            opened.expire_all()
        assert verify(case) == []


def test_a_step_cut_off_at_the_end_is_missed_by_the_journal(cast: Cast, case_id: int) -> None:
    with cast.writing():
        last = session().scalars(select(Step).order_by(Step.seq.desc())).first()
        assert last
        session().execute(update(Clock).where(Clock.met_by_step_id == last.id).values(met_by_step_id=None))
        session().execute(delete(Step).where(Step.id == last.id))
    with cast.reading():
        assert any("不见了" in str(one.what) for one in verify_all(folder(cast.app)))


def test_a_changed_swapped_or_lost_file_is_found_and_never_handed_out(cast: Cast, case_id: int) -> None:
    with cast.reading():
        piece = session().scalars(select(Evidence).where(Evidence.kind == EvidenceKind.FILE)).one()
        path = folder(cast.app) / str(piece.stored_as)
    sealed = path.read_bytes()
    assert b"PNG" not in sealed
    for content in (sealed[:-1] + bytes([sealed[-1] ^ 1]), sealed[:40], b""):
        path.write_bytes(content)
        assert any("不一致" in one for one in broken(cast, case_id))
    path.write_bytes(sealed)
    assert broken(cast, case_id) == []
    path.unlink()
    assert any("不一致" in one for one in broken(cast, case_id))
    with cast.writing(), pytest.raises(NotFound):
        open_piece(session().get_one(Evidence, piece.id), folder(cast.app), by=cast.viewer("lead"))


def test_the_page_says_so_and_the_command_ends_with_one(cast: Cast, case_id: int) -> None:
    lead = cast.signed_in("lead")
    address = f"/bullying/cases/{case_id}"
    assert "在门户之外被改动" not in lead.get(address).text
    assert "校验码相符" in lead.get(f"{address}/evidence/1").text
    run = cast.app.test_cli_runner()
    assert run.invoke(args=["bullying", "verify"]).exit_code == 0
    with cast.writing():
        session().execute(text("UPDATE bullying_step SET kind = 'note' WHERE seq = 4"))
        session().execute(update(Evidence).where(Evidence.place == 1).values(text="我没事"))
    assert "在门户之外被改动" in lead.get(address).text
    assert "与收下时不一致" in lead.get(f"{address}/evidence/1").text
    told = run.invoke(args=["bullying", "verify"])
    assert told.exit_code == 1
    assert "第 4 步" in told.output or "Step 4" in told.output


def test_opening_a_file_is_a_line_of_its_custody_log(cast: Cast, case_id: int) -> None:
    with cast.reading():
        piece = session().scalars(select(Evidence.id).where(Evidence.kind == EvidenceKind.FILE)).one()
    lead, address = cast.signed_in("lead"), f"/bullying/cases/{case_id}/evidence/{piece}"
    answer = send(lead, f"{address}/content", page=address)
    assert answer.data.startswith(b"\x89PNG")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert send(lead, f"{address}/custody", {"act": "handed", "words": "镇派出所民警"}).status_code == 303
    page = lead.get(address).text
    assert page.index("收下") < page.index("镇派出所民警")
    with cast.reading():
        assert len(session().scalars(select(Custody).where(Custody.evidence_id == piece)).all()) == 3
        assert broken_free(case_id)


def broken_free(case_id: int) -> bool:
    return not verify(session().get_one(BullyingCase, case_id))
