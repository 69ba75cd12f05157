"""The copy a guardian asked for: plain files of what they may see of their child, put together at the moment they take it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from flask_babel import gettext as _

from portal.access.viewer import Viewer
from portal.access.words import role_words
from portal.children.models import Child, Guardian
from portal.children.operations.identity import identity_words
from portal.children.queries.file import dated_facts
from portal.children.queries.readers import readings_for_family
from portal.core import clock
from portal.core.contributions import collect
from portal.home.fields import FIELDS, known
from portal.home.models import Consent, DataRequest, FamilyWord, Proposal
from portal.home.queries.family import consents, own_proposals, own_requests, own_words
from portal.school.classes import class_name

GIVEN_FACTS = frozenset({"whereabouts", "reunion", "health"})


def copy_of(viewer: Viewer, guardian: Guardian, child: Child) -> bytes:
    """A zip of JSON files and a word on how to read them; nothing of other children, nothing that grades or labels."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", _how_to_read(child))
        for name, content in _parts(viewer, guardian, child):
            archive.writestr(f"{name}.json", json.dumps(content, ensure_ascii=False, indent=2, default=str))
    return packed.getvalue()


def _how_to_read(child: Child) -> str:
    words = _("What the school's portal holds of %(name)s, as far as it is open to you.", name=child.name)
    more = _("Every file is plain text that any program can read. If something is wrong, propose a correction in the portal.")
    return f"{words}\n{more}\n{clock.local(clock.now()):%Y-%m-%d %H:%M}\n"


def _parts(viewer: Viewer, guardian: Guardian, child: Child) -> Iterator[tuple[str, Any]]:
    yield "child", _child(child)
    yield "about_you", {field: known(field, guardian, child) for field, one in FIELDS.items() if one.own}
    yield "facts", _facts(child.id)
    yield "proposals", [_proposal(one) for one in own_proposals(guardian)]
    yield "words", [_word(one) for one in own_words(guardian)]
    yield "consents", [_consent(one) for one in consents(child.id).values()]
    yield "requests", [_request(one) for one in own_requests(guardian)]
    yield (
        "who_looked",
        [{"day": day, "roles": [str(role_words(role)) for role in roles]} for day, roles in readings_for_family(child.id)],
    )
    yield from collect("family_copy", viewer, child.id)


def _child(child: Child) -> dict[str, Any]:
    known_words = identity_words(child)
    return {
        "name": child.name,
        "birth_date": child.birth_date,
        "class": class_name(child.class_id),
        "boarding": child.boarding,
        "home": known_words.home,
        "enrolled_since": child.enrolment_since,
    }


def _facts(child_id: int) -> Sequence[dict[str, Any]]:
    return [
        {"kind": fact.kind, "what": fact.a, "state": fact.b, "text": fact.text, "from": fact.from_day, "until": fact.until_day}
        for fact in dated_facts(child_id)
        if fact.kind in GIVEN_FACTS and not fact.withdrawn
    ]


def _proposal(one: Proposal) -> dict[str, Any]:
    answer = one.decision
    return {
        "at": one.at,
        "field": one.field,
        "proposed": one.proposed,
        "accepted": answer and answer.accepted,
        "answer": answer and answer.words,
    }


def _word(one: FamilyWord) -> dict[str, Any]:
    return {"at": one.at, "words": one.words, "answer": one.answer and one.answer.words}


def _consent(one: Consent) -> dict[str, Any]:
    return {"at": one.at, "purpose": one.purpose.value, "given": one.given}


def _request(one: DataRequest) -> dict[str, Any]:
    return {"at": one.at, "due": one.due, "given": one.answer and one.answer.given, "words": one.answer and one.answer.words}
