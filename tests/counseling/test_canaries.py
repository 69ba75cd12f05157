"""Words hidden in every field of counseling are looked for at every door, for every role, in pages, papers, log and journal."""

from __future__ import annotations

import logging
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from portal.journal.models import JournalRow
from tests.cast import PEOPLE, Cast
from tests.counseling.canaries import CANARIES, MAY_READ, OWN, SEALED, write
from tests.house.test_canaries import Lines
from tests.house.test_every_route_and_role import doorways

#: One walk for all; a door for which somebody holds no permission says 403 whatever is behind it (tests/house).
WALKERS = [*PEOPLE, "second"]


def said(data: bytes, kind: str) -> str:
    """What an answer says, a PDF too."""
    if kind == "application/pdf":
        return "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    return data.decode("utf8", "ignore")


def test_each_word_is_met_only_by_who_may_read_it_and_never_in_a_log(cast: Cast) -> None:
    child_id = write(cast)
    log = Lines()
    logging.getLogger("portal").addHandler(log)
    try:
        met = {key: words_met(cast, key, child_id) for key in WALKERS}
    finally:
        logging.getLogger("portal").removeHandler(log)
    too_much = {key: words - MAY_READ.get(key, set()) for key, words in met.items() if words - MAY_READ.get(key, set())}
    assert not too_much
    for key, least in {
        "counselor": {*OWN} | {"note_said", "addendum"},
        "homeroom": {"line", "family", "reply"},
        "parent": {"family"},
    }.items():
        assert least - {"end_reason", "group_name"} <= met[key], (key, least - met[key])
    assert {"level", "crisis", "line"} <= met["lead"] & met["principal"]
    assert not any(word in line for line in log.lines for word in CANARIES.values())


def words_met(cast: Cast, key: str, child_id: int) -> set[str]:
    """The hidden words one person meets at all the doors."""
    browser, met = cast.signed_in(key), set()
    with cast.reading():
        viewer = cast.viewer(key)
    for doorway in doorways(cast.app):
        if doorway.method == "GET" and viewer.may(doorway.required):
            answer = browser.get(doorway.address(child_id))
            assert answer.status_code < 500, doorway.address(child_id)
            if b"\xe9\x9b\x80" in answer.data or answer.mimetype == "application/pdf":  # 雀 stands in each hidden word
                words = said(answer.data, answer.mimetype or "")
                met |= {name for name, word in CANARIES.items() if word in words}
    return met


@pytest.mark.parametrize("query", ["雀封", "雀句补觉", "雀案由头"])
def test_no_search_finds_a_word_of_counseling(cast: Cast, query: str) -> None:
    write(cast)
    for key in ("counselor", "lead", "homeroom", "principal"):
        page = cast.signed_in(key).get("/children", query_string={"q": query}).text
        assert "林小禾" not in page.split("<main")[1], key


def test_journal_and_database_hold_none_of_the_words(cast: Cast) -> None:
    write(cast)
    with cast.reading() as opened:
        for row in opened.scalars(select(JournalRow)):
            told = " ".join(str(value) for value in row.__dict__.values())
            assert not any(word in told for word in CANARIES.values()), row.seq
    if cast.database.engine.dialect.name != "sqlite":
        return
    path = Path(str(cast.database.engine.url.database))
    kept = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    for name, word in CANARIES.items():
        assert word.encode() not in kept, name
    assert "林小禾".encode() in kept, "the test looks at the right file"


def test_an_error_page_tells_nothing_of_what_was_written(cast: Cast) -> None:
    write(cast)
    shown = cast.signed_in("counselor").get("/counseling/notes/999999")
    assert shown.status_code == 404
    assert not any(word in shown.text for word in SEALED.values())
