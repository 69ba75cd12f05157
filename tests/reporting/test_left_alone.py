"""A guardian who may have done harm is told nothing by the portal itself: no message of any kind, about any child."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from sqlalchemy import select

import portal
from portal.children.models import Guardian
from portal.core.db import session
from portal.outbox.models import ChannelKind, Dispatch, State
from portal.outbox.operations import queue
from portal.outbox.operations.gathering import gather
from portal.outbox.operations.leasing import lease
from portal.reporting.models import MandatoryReport
from portal.reporting.operations.filing import clear_guardian
from tests.cast import CHILD, Cast
from tests.counting import statements
from tests.forms import send
from tests.outbox.people import open_channel, set_up
from tests.reporting.test_filing import filed

SUSPECTS, OTHERS = ("parent", "carer"), ("other_parent", "homeroom")


def _person_ids(cast: Cast, *keys: str) -> dict[int, str]:
    with cast.reading():
        return {cast.viewer(key).person_id: key for key in keys}


def _told(cast: Cast) -> set[str]:
    """Who has a dispatch that is on its way or gone."""
    known = _person_ids(cast, *SUSPECTS, *OTHERS)
    with cast.reading():
        return {known[id_] for id_ in session().scalars(select(Dispatch.person_id).where(Dispatch.state == State.WAITING))}


def _queued(cast: Cast, kind: str) -> None:
    with cast.writing():
        set_up()
        queue(_person_ids_open(cast), kind=kind, key=f"{kind}.1", path="/home")


def _person_ids_open(cast: Cast) -> list[int]:
    return [cast.viewer(key).person_id for key in (*SUSPECTS, *OTHERS)]


def _kinds() -> set[str]:
    """Every kind of message that any part of the portal queues, read from its source."""
    found = set()
    for file in Path(portal.__file__).parent.rglob("*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        constants = {
            node.targets[0].id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and isinstance(node.value, ast.Constant)
        }
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "queue":
                for value in (pair.value for pair in call.keywords if pair.arg == "kind"):
                    found.add(value.value if isinstance(value, ast.Constant) else constants.get(getattr(value, "id", ""), "?"))
    return {str(kind) for kind in found}


KINDS = sorted(_kinds())


def test_the_kinds_of_messages_are_known() -> None:
    assert "?" not in KINDS
    assert {"duty", "home"} < set(KINDS)
    assert len(KINDS) >= 4


@pytest.mark.parametrize("kind", [*KINDS, "a kind of tomorrow"])
def test_no_message_of_any_kind_sets_out_to_a_suspected_guardian(cast: Cast, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.outbox.operations.gathering.CHECKS", {})
    filed(cast.signed_in("teacher"))
    _queued(cast, kind)
    with cast.writing():
        gather()
    assert _told(cast) == set(OTHERS)


def test_what_waits_already_is_not_handed_over_once_the_report_is_filed(cast: Cast) -> None:
    _queued(cast, "home")
    with cast.writing():
        gather()
    assert _told(cast) == {*SUSPECTS, *OTHERS}
    filed(cast.signed_in("teacher"))
    with cast.writing():
        open_channel(ChannelKind.WEBHOOK, {"url": "http://127.0.0.1:9/", "secret": "x"})
        lease(60)
    with cast.reading():
        states = dict(session().execute(select(Dispatch.person_id, Dispatch.state)).all())
    known = _person_ids(cast, *SUSPECTS)
    assert {states[id_] for id_ in known} == {State.TAKEN_BACK}


def test_whoever_was_cleared_is_told_again_and_the_others_are_not(cast: Cast) -> None:
    filed(cast.signed_in("teacher"))
    with cast.writing():
        report = session().scalars(select(MandatoryReport)).one()
        guardian = session().scalars(select(Guardian).where(Guardian.name == "林桂芬")).one()
        clear_guardian(report, guardian.id, "派出所核实，与照护人无关", by=cast.viewer("lead"))
    _queued(cast, "home")
    with cast.writing():
        gather()
    assert _told(cast) == {"carer", *OTHERS}


def test_a_report_about_somebody_else_silences_nobody(cast: Cast) -> None:
    filed(cast.signed_in("teacher"), suspect="somebody_else", suspected="校外人员")
    _queued(cast, "home")
    with cast.writing():
        gather()
    assert _told(cast) == {*SUSPECTS, *OTHERS}


def test_asking_costs_the_same_however_many_people_are_told(cast: Cast) -> None:
    counts = set()
    for key in (OTHERS, (*SUSPECTS, *OTHERS)):
        with cast.writing():
            set_up()
            queue([cast.viewer(one).person_id for one in key], kind="home", key=f"home.{len(key)}", path="/home")
        with statements(cast.database) as seen, cast.writing():
            gather()
        counts.add(len([one for one in seen if "mandatory_report" in one]))
    assert counts == {2}, "once for reports at a file, once for those at none yet"


def test_a_notice_to_the_class_goes_out_to_the_other_families_only(cast: Cast) -> None:
    filed(cast.signed_in("teacher"))
    with cast.writing():
        set_up()
    written = {"to": ["school"], "title": "周五提前放学", "body": "请按时接孩子。", "asks": "nothing"}
    answer = send(cast.signed_in("lead"), "/notices/new", written)
    assert answer.status_code == 303, answer.text
    with cast.writing():
        gather()
    assert _told(cast) & set(SUSPECTS) == set()
    assert "other_parent" in _told(cast)
    assert CHILD not in answer.text
