"""What a guardian said about taking part, by the guardian's own login or noted by the staff; every word stays in the ledger."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.journal.operations import record
from portal.screening.models import Consent, ConsentWay, ConsentWord, Participant
from portal.screening.operations.noticing import refused
from portal.screening.queries.rounds import participants


def say(participant: Participant, word: ConsentWord, way: ConsentWay, guardian: str = "", *, by: Viewer) -> None:
    """One word more in the ledger; the same word again changes nothing. Taking back what was given is a withdrawal."""
    known = session().scalar(
        select(Consent.word).where(Consent.participant_id == participant.id).order_by(Consent.id.desc()).limit(1)
    )
    if word is ConsentWord.DECLINED and known is ConsentWord.GIVEN:
        word = ConsentWord.WITHDRAWN
    if known is word or (word is ConsentWord.DECLINED and known is ConsentWord.WITHDRAWN):
        return
    made = Consent(
        participant_id=participant.id, child_id=participant.child_id, word=word, way=way, guardian=guardian or None,
        at=clock.now(), by_id=by.person_id,
    )  # fmt: skip
    session().add(made)
    session().flush()
    record("screening.consent_noted", subject=made, child_id=participant.child_id, by=by)
    if word is not ConsentWord.GIVEN:
        refused(participant)


def say_for_class(words: Mapping[int, ConsentWord], way: ConsentWay, *, by: Viewer) -> int:
    """The slips of a class typed in together, by participant already found in scope; how many there were."""
    known = participants(sorted(words))
    for participant_id, word in words.items():
        say(known[participant_id], word, way, by=by)
    return len(words)
