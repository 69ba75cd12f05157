"""Words hidden in every sensitive field are looked for in every answer, log line, journal row and file of the database.

A domain that keeps something sensitive adds where its word may be read: role in the cast → canaries.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from portal.core.logs import JsonLines
from portal.journal.models import JournalRow
from tests.cast import CHILD, PEOPLE, Cast
from tests.children.school import CANARIES as OF_THE_FILE
from tests.children.school import write_canaries
from tests.house.test_every_route_and_role import doorways
from tests.screening import canaries as screening

CANARIES = {**OF_THE_FILE, **screening.CANARIES}

#: Who may meet which hidden word on a page (numbers of telephones and identity cards only masked, so nobody).
WELFARE = {"address", "workplace", "where", "health", "home"}
MAY_READ: dict[str, set[str]] = {
    "principal": WELFARE,
    "lead": WELFARE,
    "homeroom": WELFARE,
    "dormitory": {"health"},  # the emergency card of a boarder in her house
    **screening.MAY_READ,
}


@pytest.fixture
def child_id(cast: Cast) -> int:
    screening.write(cast)
    return write_canaries(cast)


class Lines(logging.Handler):
    """Keeps every line the portal logs, as it would be written."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonLines())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def log() -> Iterator[list[str]]:
    handler = Lines()
    logging.getLogger("portal").addHandler(handler)
    yield handler.lines
    logging.getLogger("portal").removeHandler(handler)


def _visible(body: bytes) -> str:
    text = body.decode("utf8", "ignore")
    return re.sub(r'<input[^>]*name="submission"[^>]*>', "", text)


@pytest.mark.parametrize("key", PEOPLE)
def test_no_page_shows_a_hidden_word_to_who_may_not_read_it(cast: Cast, child_id: int, key: str, log: list[str]) -> None:
    browser = cast.signed_in(key)
    for doorway in doorways(cast.app):
        if doorway.method == "GET":
            address = doorway.address(child_id)
            page = _visible(browser.get(address).data)
            for name, word in CANARIES.items():
                assert word not in page or name in MAY_READ.get(key, set()) or _own_form(doorway.endpoint, key), (
                    key,
                    address,
                    name,
                )
    for word in (*CANARIES.values(), CHILD):
        assert not any(word in line for line in log), word


def _own_form(endpoint: str, key: str) -> bool:
    """Whoever keeps the file, and whose number it is, meets the whole number where it is corrected."""
    if key in {"parent", "carer"}:
        return endpoint in {"home.facts", "home.correct"}  # their own number, to be corrected
    return key in {"lead", "homeroom"} and endpoint in {"children.edit_guardian", "children.identity", "children.guardian"}


def test_no_journal_row_holds_a_hidden_word(cast: Cast, child_id: int) -> None:
    cast.signed_in("homeroom").get(f"/children/{child_id}")
    with cast.reading() as opened:
        for row in opened.scalars(select(JournalRow)):
            said = " ".join(str(value) for value in row.__dict__.values())
            assert not any(word in said for word in (*CANARIES.values(), CHILD)), row.seq


def test_the_files_of_the_database_hold_no_hidden_word(cast: Cast, child_id: int) -> None:
    assert child_id
    if cast.database.engine.dialect.name != "sqlite":
        pytest.skip("one file to look into is SQLite's")
    path = Path(str(cast.database.engine.url.database))
    written = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    assert CHILD.encode() in written, "names of children are no secret of the database; the test looks at the right file"
    for name, word in CANARIES.items():
        assert word.encode() not in written, name
