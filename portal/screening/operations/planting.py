"""Screening of the demo school: a round of last term that is closed, and one that runs and can be tried with a code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, select

from portal.access.permissions import Role
from portal.children.dated import holds_on
from portal.children.models import Child, Enrolment
from portal.core import clock
from portal.core.db import session
from portal.people.models import Post
from portal.school.classes import classes
from portal.screening.demo import CODE
from portal.screening.kept import content_of
from portal.screening.models import (
    AnswerCode,
    Consent,
    ConsentWay,
    ConsentWord,
    Flag,
    FlagKind,
    Interview,
    Outcome,
    Participant,
    Result,
    Round,
    RoundKind,
    TalkDue,
)
from portal.screening.operations.packs import have_shipped
from portal.screening.rules import Doubt
from portal.screening.scales.library import scale
from portal.screening.scoring.key import Key, key_of
from portal.screening.scoring.result import Status
from portal.screening.scoring.sheet import score

CLOSED, RUNNING = "mht", "weekly_checkin"
GRADES = {CLOSED: (4, 5, 6), RUNNING: (5, 6)}
LONG_AGO = 60
#: Every so many families have not answered yet.
SILENT = {CLOSED: 12, RUNNING: 9}
ADVICE = "课间多叫孩子一起玩，作业先表扬再提要求；有什么不放心的，先找心理老师说一声。"
FAMILY = "每周固定一个晚上聊一聊学校里的事，先听孩子说完。"


def plant() -> None:
    """Two rounds with consent, results, talks done and due; a fixed number of statements whatever the size."""
    chance, counselor = Random(24), _counselor()  # noqa: S311  a demo school is no secret
    have_shipped(scale(RUNNING))
    closed = _round("秋季心理测评", CLOSED, LONG_AGO, closed=True)
    running = _round("这一周过得怎么样", RUNNING, 3, closed=False)
    for of in (closed, running):
        _ask(of)
    asked = {of.id: _participants(of) for of in (closed, running)}
    session().execute(insert(Consent), [row for of in (closed, running) for row in _consents(of, asked[of.id], counselor)])
    results = [*_results(closed, asked[closed.id], chance, share=0.95), *_results(running, asked[running.id], chance, share=0.6)]
    if not results:
        return
    session().execute(insert(Result), results)
    _follow(closed, results, counselor)
    _let_try(running, asked[running.id], results)


def _counselor() -> int | None:
    held = select(Post.person_id).where(Post.role == Role.COUNSELOR, holds_on(Post, clock.today())).order_by(Post.id)
    return session().scalars(held).first()


def _round(name: str, scale_id: str, ago: int, *, closed: bool) -> Round:
    first = clock.today() - timedelta(days=ago)
    made = Round(
        name=name, kind=RoundKind.ONLINE, scale=scale_id, scale_version=scale(scale_id).version, grades=list(GRADES[scale_id]),
        first_day=first, last_day=first + timedelta(days=14), made_at=clock.begin_of(first),
        closed_at=clock.begin_of(first + timedelta(days=20)) if closed else None,
    )  # fmt: skip
    session().add(made)
    session().flush()
    return made


def _ask(of: Round) -> None:
    today = clock.today()
    asked = sorted(id_ for id_, one in classes().items() if one.grade(today) in of.grades)
    there = select(Child.id, Child.class_id).where(Child.class_id.in_(asked), Child.enrolment == Enrolment.ENROLLED)
    rows = session().execute(there.order_by(Child.class_id, Child.id)).all()
    if rows:
        session().execute(insert(Participant), [{"round_id": of.id, "child_id": row[0], "class_id": row[1]} for row in rows])


def _participants(of: Round) -> Sequence[tuple[int, int]]:
    found = select(Participant.id, Participant.child_id).where(Participant.round_id == of.id).order_by(Participant.id)
    return [(row[0], row[1]) for row in session().execute(found)]


def _silent(of: Round, number: int) -> bool:
    return number % SILENT[of.scale] == SILENT[of.scale] - 1


def _consents(of: Round, asked: Sequence[tuple[int, int]], counselor: int | None) -> Iterator[dict[str, Any]]:
    for number, (participant_id, child_id) in enumerate(asked):
        if not _silent(of, number):
            word = ConsentWord.DECLINED if number % 31 == 30 else ConsentWord.GIVEN
            yield {
                "participant_id": participant_id, "child_id": child_id, "word": word, "way": ConsentWay.PAPER,
                "at": clock.now() - timedelta(days=2), "by_id": counselor,
            }  # fmt: skip


def _results(of: Round, asked: Sequence[tuple[int, int]], chance: Random, *, share: float) -> Iterator[dict[str, Any]]:
    key = key_of(of.scale)
    for number, (participant_id, child_id) in enumerate(asked):
        if _silent(of, number) or number % 31 == 30 or number == 0 or chance.random() > share:
            continue
        scored = score(key, _answers(key, chance))
        doubts = [Doubt.VALIDITY] if scored.status is Status.VALIDITY_FAILED else []
        day = min(clock.today(), of.first_day + timedelta(days=number % 10))
        yield {
            "participant_id": participant_id, "round_id": of.id, "child_id": child_id, "ordinal": 1, "on": day,
            "content": content_of(scored, key, doubts, timedelta(minutes=chance.randint(3, 25))), "made_at": clock.begin_of(day),
        }  # fmt: skip


def _answers(key: Key, chance: Random) -> dict[int, int]:
    """Each child leans one way; safety questions are answered with yes by very few."""
    lean = min(0.9, max(0.05, chance.gauss(0.36, 0.16)))
    yes, no = key.scale.highest, key.scale.lowest
    lie = {item for part in key.scale.validity.values() for item in part.items}
    rare = set(key.scale.risk_items)
    return {
        item: yes if chance.random() < (0.004 if item in rare else 0.33 if item in lie else lean) else no
        for item in sorted(key.items)
    }


def _follow(of: Round, results: Sequence[dict[str, Any]], counselor: int | None) -> None:
    """Talks after the closed round: two in three have taken place, the others are due in the next days."""
    raised = [one for one in results if one["round_id"] == of.id and one["content"]["attention"] >= 2][:24]
    if not raised:
        return
    met = [one for number, one in enumerate(raised) if number % 3] if counselor else []
    settled = {one["participant_id"] for one in met}
    today = clock.today()
    session().execute(
        insert(TalkDue),
        [
            {
                "participant_id": one["participant_id"], "round_id": of.id, "child_id": one["child_id"],
                "due": today + timedelta(days=1 + number % 9), "made_at": clock.now() - timedelta(days=3),
                "settled_at": clock.now() if one["participant_id"] in settled else None,
            }
            for number, one in enumerate(raised)
        ],
    )  # fmt: skip
    if met:
        session().execute(insert(Interview), [_talk(number, one, counselor) for number, one in enumerate(met)])


def _talk(number: int, one: dict[str, Any], counselor: int | None) -> dict[str, Any]:
    outcome = (Outcome.WATCH, Outcome.FINE, Outcome.SUPPORT)[number % 3]
    said = {"note": "聊了半小时，说到想家和作业。", "advice": ADVICE, "family": FAMILY}
    content = {"outcome": outcome.value, "attention": number % 3, **said}
    return {
        "participant_id": one["participant_id"], "child_id": one["child_id"], "day": clock.today() - timedelta(days=number % 20),
        "content": content, "for_teachers": number % 2 == 0, "for_family": number % 4 == 0, "at": clock.now(), "by_id": counselor,
    }  # fmt: skip


def _let_try(of: Round, asked: Sequence[tuple[int, int]], results: Sequence[dict[str, Any]]) -> None:
    """The first child of the running round holds the code that the demo shows; another wished to talk this morning."""
    participant_id, _child = asked[0]
    session().add(AnswerCode(participant_id=participant_id, code=CODE, made_at=clock.now()))
    wished = next((one for one in results if one["round_id"] == of.id), None)
    if wished is not None:
        kept = {"participant_id": wished["participant_id"], "child_id": wished["child_id"]}
        session().add(Flag(**kept, kind=FlagKind.SOON, what="soft:8", mark="demo", raised_at=clock.now() - timedelta(hours=2)))
        session().add(TalkDue(**kept, round_id=of.id, due=clock.today() + timedelta(days=1), made_at=clock.now()))
    session().flush()
