"""Words hidden in what screening keeps: a score, a note, sentences not released, the guardian who spoke."""

from __future__ import annotations

from datetime import timedelta

from portal.core import clock
from portal.core.db import session
from portal.screening.models import Consent, ConsentWay, ConsentWord, Flag, FlagKind, Interview, Result, TalkDue
from tests.cast import Cast
from tests.screening.school import open_in, participant

CANARIES = {
    "screening_score": "8123.55",
    "screening_note": "测评密语甲",
    "screening_advice": "测评密语乙",
    "screening_family": "测评密语丙",
    "screening_guardian": "测评密语丁",
}

#: The counselor reads them; the guardian's name stands in no page at all.
MAY_READ = {"counselor": {"screening_score", "screening_note", "screening_advice", "screening_family"}}


def write(cast: Cast) -> None:
    """A flag that has gone all the way up the ladder, a result, and a talk of which nothing was released."""
    round_id, child_id = open_in(cast, "mht"), cast.child_id()
    with cast.writing():
        one, by = participant(round_id, child_id), cast.viewer("counselor").person_id
        kept = {"participant_id": one.id, "child_id": child_id}
        content = {"status": "ok", "missing": 0, "total": float(CANARIES["screening_score"]), "subscales": {}, "derived": {}}
        content |= {"validity": {}, "bands": {"total": "high"}, "flags": [], "attention": 3, "doubts": [], "minutes": 5}
        said = {"outcome": "watch", "attention": 2, "note": CANARIES["screening_note"]}
        said |= {"advice": CANARIES["screening_advice"], "family": CANARIES["screening_family"]}
        long_ago = clock.now() - timedelta(hours=3)
        session().add_all(
            [
                Result(**kept, round_id=round_id, on=clock.today(), content=content, made_at=clock.now()),
                Interview(**kept, day=clock.today(), content=said, at=clock.now(), by_id=by),
                TalkDue(**kept, round_id=round_id, due=clock.today(), due_at=clock.now(), made_at=long_ago),
                Flag(**kept, kind=FlagKind.URGENT, what="instant:85", mark="canary", raised_at=long_ago),
                Consent(
                    **kept, word=ConsentWord.GIVEN, way=ConsentWay.PHONE, guardian=CANARIES["screening_guardian"], at=clock.now()
                ),
            ]
        )
