"""Words hidden in notices, answers, proposals, words of families and reasons: read by whom they are for, by nobody else."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from portal.core.db import session
from portal.core.logs import JsonLines
from portal.home.operations.proposals import decide, propose
from portal.home.operations.rights import answer_request, answer_word, ask_for_copy, say
from portal.home.queries.family import own_guardian
from portal.journal.models import JournalRow
from portal.notices.audiences import To
from portal.notices.models import Asks, AudienceKind, Notice, Recipient, Withdrawal
from portal.notices.operations.answering import reply
from portal.notices.operations.sending import Written, send, withdraw
from portal.outbox.models import Message
from tests.cast import PEOPLE, Cast
from tests.house.test_every_route_and_role import doorways

NAMES = ("title", "body", "choice", "answer", "reason", "proposal", "no", "word", "back", "refusal")
WORDS = {name: f"金丝雀{place}{name}" for place, name in enumerate(NAMES)}
FAMILY = {"title", "body", "choice", "reason"}
OWN = FAMILY | {"answer", "proposal", "no", "word", "back", "refusal"}
STAFF = set(WORDS) - {"refusal"}

#: Who may meet which hidden word; everybody else none.
MAY_READ: dict[str, set[str]] = {
    "principal": STAFF,
    "lead": set(WORDS),
    "homeroom": STAFF,
    "parent": OWN,
    "carer": FAMILY,
}


@pytest.fixture
def child_id(cast: Cast) -> int:
    number = cast.child_id()
    with cast.writing():
        father, teacher = cast.viewer("parent"), cast.viewer("homeroom")
        for taken_back in (False, True):
            notice = _notice(number, by_teacher=cast)
            mine = session().scalars(select(Recipient).where(Recipient.notice_id == notice.id)).first()
            assert mine
            reply(notice, mine, None, WORDS["answer"], by=father)
            if taken_back:
                withdraw(notice, WORDS["reason"], by=teacher)
        guardian, child = own_guardian(father, number)
        propose(guardian, child, "address", WORDS["proposal"], by=father)
        decide(propose(guardian, child, "workplace", WORDS["proposal"], by=father), accepted=False, words=WORDS["no"], by=teacher)
        say(guardian, WORDS["word"], by=father)
        answer_word(say(guardian, WORDS["word"], by=father), WORDS["back"], by=teacher)
        answer_request(ask_for_copy(guardian, by=father), given=False, words=WORDS["refusal"], by=cast.viewer("lead"))
    return number


def _notice(number: int, by_teacher: Cast) -> Notice:
    to = [To(AudienceKind.FAMILY, number)]
    written = Written(WORDS["title"], WORDS["body"], to, Asks.WORDS)
    made = send(written, by=by_teacher.viewer("homeroom"))
    made.choices = [WORDS["choice"]]
    return made


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


def test_no_page_shows_a_hidden_word_to_whom_it_is_not_for(cast: Cast, child_id: int, log: list[str]) -> None:
    doors = [door for door in doorways(cast.app) if door.method == "GET" and door.endpoint.split(".")[0] in OURS]
    for key in PEOPLE:
        browser = cast.signed_in(key)
        for address in dict.fromkeys(door.address(child_id) for door in doors):
            page = browser.get(address).data.decode("utf8", "ignore")
            for name, word in WORDS.items():
                assert word not in page or name in MAY_READ.get(key, set()), (key, address, name)
    assert not any(word in line for line in log for word in WORDS.values())


#: Where these words could come out: our own pages, the desk, the file.
OURS = {"notices", "home", "desk", "children"}


def test_a_withdrawn_text_is_gone_for_families(cast: Cast, child_id: int) -> None:
    assert child_id
    with cast.reading():
        taken_back = session().scalars(select(Withdrawal.notice_id)).one()
    page = cast.signed_in("parent").get(f"/messages/{taken_back}").text
    assert WORDS["body"] not in page
    assert WORDS["reason"] in page


def test_journal_outbox_and_files_hold_no_hidden_word(cast: Cast, child_id: int) -> None:
    assert child_id
    with cast.reading() as opened:
        rows = [*opened.scalars(select(JournalRow)), *opened.scalars(select(Message))]
        said = [" ".join(str(value) for value in row.__dict__.values()) for row in rows]
    assert not any(word in one for one in said for word in WORDS.values())
    if cast.database.engine.dialect.name == "sqlite":
        path = Path(str(cast.database.engine.url.database))
        written = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
        assert "林小禾".encode() in written
        assert not [name for name, word in WORDS.items() if word.encode() in written]
