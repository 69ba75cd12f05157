"""The pages cost the same whatever the school's size; the desk says whose turn it is; the commands count and prove."""

from __future__ import annotations

import json

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select, text

from portal.core import clock
from portal.core.db import session
from portal.summaries.contributions import returns_due
from portal.summaries.models import Return
from portal.summaries.queries.members import MOST_AT_ONCE
from tests.cast import Cast
from tests.children.school import statements
from tests.forms import send
from tests.summaries.school import draft, fill, prepare, signed, step


@pytest.mark.parametrize(("who", "most"), [("lead", 22), ("inspector", 22)])
def test_a_returns_page_costs_the_same_for_ten_children_and_for_three_hundred(cast: Cast, who: str, most: int) -> None:
    counts = []
    for more in (10, 300):
        with cast.writing():
            fill(more, seed=more)
            session().execute(text("UPDATE account SET totp_last_step = 0"))
        return_id = signed(cast, "2026-10" if more == 10 else "2026-11")
        browser = cast.signed_in(who)
        browser.get(f"/returns/{return_id}")
        with statements(cast) as seen:
            assert browser.get(f"/returns/{return_id}").status_code == 200
        counts.append(len(seen))
    assert counts[1] <= counts[0] + 2  # the second month has one before it to compare with
    assert counts[1] <= most


def test_a_list_of_more_children_than_one_statement_takes_is_whole(cast: Cast) -> None:
    with cast.writing():
        fill(MOST_AT_ONCE + 50)
    return_id = draft(cast)
    page = cast.signed_in("lead").get(f"/returns/{return_id}/children/enrolled").text
    assert page.count('class="who"') == MOST_AT_ONCE + 52


def test_the_desk_tells_whose_turn_it_is(cast: Cast) -> None:
    def due(who: str) -> list[str]:
        with cast.app.test_request_context(), cast.reading():
            return [str(one.title) for one in returns_due(cast.viewer(who), clock.today())]

    assert ["填报" in title for title in due("lead")] == [True]
    return_id = draft(cast)
    assert "完成" in due("lead")[0]
    assert due("principal") == []
    prepare(cast, return_id)
    assert "审核" in due("principal")[0]
    step(cast, "principal", return_id, "review")
    assert "签发" in due("principal")[0]
    assert due("homeroom") == due("inspector") == []


def test_a_figure_written_in_shows_its_source_and_clears_its_finding(cast: Cast) -> None:
    return_id = draft(cast)
    browser = cast.signed_in("lead")
    assert send(browser, f"/returns/{return_id}/figures/dropped_out", {"count": "很多", "source": "台账"}).status_code == 422
    assert "辍学未返校：还没有填数" in browser.get(f"/returns/{return_id}").text
    assert send(browser, f"/returns/{return_id}/figures/dropped_out", {"count": "0", "source": "控辍保学台账"}).status_code == 302
    assert "辍学未返校：还没有填数" not in browser.get(f"/returns/{return_id}").text
    assert send(browser, f"/returns/{return_id}/figures/girls", {"count": "9", "source": "猜的"}).status_code == 422


def test_the_build_command_prints_what_a_draft_would_hold_and_stores_nothing(cast: Cast) -> None:
    with cast.writing():
        fill(30)
    answer = run(cast.app, "build", "--month", "2026-11", "--json")
    found = json.loads(answer.output)
    assert found["period"] == "2026-11"
    assert set(found["totals"]) == set("ABCD")
    for letter, total in found["totals"].items():
        assert total == sum(cell["count"] for cell in found["cells"] if cell["definition"] == letter)
    enrolled = found["indicators"][0]
    assert enrolled["total"] == 32 == sum(enrolled["by_grade"].values()) == sum(enrolled["by_sex"].values())
    assert {check["id"] for check in found["checks"]} >= {"away", "grades_known", "entered"}
    with cast.reading():
        assert session().scalar(select(func.count()).select_from(Return)) == 0


def test_the_build_command_can_keep_the_draft(cast: Cast) -> None:
    assert "enrolled" in run(cast.app, "build", "--month", "2026-11", "--store").output
    with cast.reading():
        assert session().scalars(select(Return.period)).all() == ["2026-11"]
    assert run(cast.app, "build", "--month", "nonsense").exit_code == 1


def test_the_verify_command_names_what_is_broken(cast: Cast) -> None:
    return_id = signed(cast)
    assert run(cast.app, "verify").exit_code == 0
    with cast.writing() as opened:
        _unsealed(cast)
        opened.execute(
            text("UPDATE summary_line SET number = 7 WHERE return_id = :id AND indicator = 'girls' AND grade = '*'"),
            {"id": return_id},
        )
    answer = run(cast.app, "verify")
    assert answer.exit_code == 1
    assert "girls/*/*/*" in answer.output


def _unsealed(cast: Cast) -> None:
    """Whoever owns the database can take the seal off; the digests still tell."""
    if cast.database.engine.dialect.name == "sqlite":
        session().execute(text("DROP TRIGGER summary_line_signed_no_update"))
    else:
        session().execute(text("ALTER TABLE summary_line DISABLE TRIGGER summary_line_signed"))


def run(app: Flask, *arguments: str) -> Result:
    """A command of the group."""
    return app.test_cli_runner().invoke(args=["summaries", *arguments])
