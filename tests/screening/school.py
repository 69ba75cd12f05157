"""A round in the cast's school, with invented wording, so that pupils can answer it."""

from __future__ import annotations

import io
import re
from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.core import clock
from portal.core.db import session
from portal.screening.models import AnswerCode, Consent, ConsentWay, ConsentWord, Participant, Round
from portal.screening.operations.consenting import say
from portal.screening.operations.packs import load_pack
from portal.screening.operations.rounds import Plan, open_round
from portal.screening.scales.library import scale
from tests.cast import CHILD, Cast

CODE = "22222-33333"
GRADE = 5


def wording(name: str, mark: str = "题目") -> io.BytesIO:
    """A two-column sheet for every item."""
    rows = [f"{item},{mark}第{item}题" for item in range(1, scale(name).items_count + 1)]
    return io.BytesIO("\n".join(["题号,题目", *rows]).encode())


def open_in(cast: Cast, name: str = "weekly_checkin", *, grades: tuple[int, ...] = (GRADE,), days: int = 7) -> int:
    """A running round; scales without a wording of their own get an invented one."""
    with cast.writing():
        by, today = cast.viewer("counselor"), clock.today()
        if name != "weekly_checkin":
            load_pack(wording(name), "text.csv", scale(name), "zh", by=by)
        plan = Plan("秋季测评", name, grades, today, today + timedelta(days=days), today + timedelta(days=days + 7), watched=True)
        return open_round(plan, by=by).id


def participant(round_id: int, child_id: int) -> Participant:
    """To be asked inside a transaction."""
    found = select(Participant).where(Participant.round_id == round_id, Participant.child_id == child_id)
    return session().scalars(found).one()


def agree(cast: Cast, round_id: int, name: str = CHILD, word: ConsentWord = ConsentWord.GIVEN) -> None:
    child_id = cast.child_id(name)
    with cast.writing():
        say(participant(round_id, child_id), word, ConsentWay.PAPER, by=cast.viewer("counselor"))


def give_code(cast: Cast, round_id: int, name: str = CHILD, code: str = CODE) -> str:
    child_id = cast.child_id(name)
    with cast.writing():
        session().add(AnswerCode(participant_id=participant(round_id, child_id).id, code=code, made_at=clock.now()))
    return code


def ready(cast: Cast, name: str = "weekly_checkin") -> int:
    """A running round in which 林小禾's family has agreed and the child holds a code."""
    round_id = open_in(cast, name)
    agree(cast, round_id)
    give_code(cast, round_id)
    return round_id


TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
SHEET = re.compile(r'name="sheet" value="([^"]+)"')
SEEN = re.compile(r'name="seen" value="([^"]+)"')


class Pupil:
    """A pupil at a browser."""

    def __init__(self, cast: Cast) -> None:
        self.browser: FlaskClient = cast.app.test_client()

    def enter(self, code: str = CODE) -> int:
        page = self.browser.get("/answer")
        return self.browser.post("/answer", data={"csrf_token": self._found(TOKEN, page.text), "code": code}).status_code

    def fields(self, number: int) -> dict[str, str]:
        """What the open page of a question would send along."""
        text = self.browser.get(f"/answer/questions/{number}").text
        return {"csrf_token": self._found(TOKEN, text), "sheet": self._found(SHEET, text), "seen": self._found(SEEN, text)}

    def answer(self, number: int, value: int, fields: dict[str, str] | None = None, *, script: bool = False) -> TestResponse:
        sent = {**(fields or self.fields(number)), "answer": str(value)}
        headers = {"X-Autosave": "1"} if script else {}
        return self.browser.post(f"/answer/questions/{number}", data=sent, headers=headers)

    def hand_in(self) -> TestResponse:
        text = self.browser.get("/answer/end").text
        return self.browser.post("/answer/end", data={"csrf_token": self._found(TOKEN, text), "sheet": self._found(SHEET, text)})

    def press(self, path: str, number: int = 1) -> TestResponse:
        return self.browser.post(path, data=self.fields(number))

    @staticmethod
    def _found(pattern: re.Pattern[str], text: str) -> str:
        found = pattern.search(text)
        assert found, text[:400]
        return found[1]


def consents(cast: Cast) -> list[ConsentWord]:
    with cast.reading():
        return list(session().scalars(select(Consent.word).order_by(Consent.id)))


def round_of(round_id: int) -> Round:
    return session().get_one(Round, round_id)
