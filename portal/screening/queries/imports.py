"""Files of results so far, the words this school explained, and whom their rows may mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import String, func, select, type_coerce

from portal.children.models import Child, Enrolment
from portal.core.db import session
from portal.core.errors import NotFound
from portal.school.classes import classes
from portal.screening.importing.planning import Known, School
from portal.screening.models import ImportStep, ImportWord, Participant, Result, Round, RoundKind, ScreeningImport

COLUMN, STATE = "column", "state"


def imports_so_far(most: int = 40) -> Sequence[ScreeningImport]:
    """The newest first; tables and plans stay sealed."""
    return session().scalars(select(ScreeningImport).order_by(ScreeningImport.id.desc()).limit(most)).all()


def found_import(import_id: int) -> ScreeningImport:
    """One file, NotFound when there is none."""
    found = session().get(ScreeningImport, import_id)
    if found is None:
        raise NotFound
    return found


def said_words(scale: str) -> Mapping[str, Mapping[str, str]]:
    """By kind (column, state), what words of files of this scale mean at this school."""
    found: dict[str, dict[str, str]] = {COLUMN: {}, STATE: {}}
    rows = select(ImportWord.kind, ImportWord.word, ImportWord.meaning).where(ImportWord.scale == scale)
    for kind, word, meaning in session().execute(rows):
        found[kind][word] = meaning
    return found


def rounds_to_fill(scale: str = "") -> Sequence[Round]:
    """Rounds that came by files, the newest first."""
    found = select(Round).where(Round.kind == RoundKind.IMPORTED)
    if scale:
        found = found.where(Round.scale == scale)
    return session().scalars(found.order_by(Round.id.desc()).limit(20)).all()


def whole_school(numbers: Mapping[str, str], round_id: int | None) -> School:
    """Every child by number and by name with class; `numbers` gives the plain number of a keyed hash; two statements."""
    by_number: dict[str, Known] = {}
    by_name: dict[tuple[str, str], list[Known]] = defaultdict(list)
    known_classes = classes()
    columns: list[Any] = [Child.id, Child.name, Child.class_id, type_coerce(Child.id_number_hash, String), Child.enrolment]
    for child_id, name, class_id, hashed, enrolment in session().execute(
        select(*columns).where(Child.enrolment != Enrolment.MERGED)
    ):
        known = Known(child_id, name, class_id)
        if hashed in numbers:
            by_number[numbers[hashed]] = known
        if enrolment == Enrolment.ENROLLED and class_id in known_classes:
            of = known_classes[class_id]
            for words in {of.number, of.name()}:
                by_name[name, words].append(known)
    return School(by_number, by_name, _before(round_id) if round_id else {})


def _before(round_id: int) -> Mapping[int, Any]:
    rows = select(Result.child_id, Result.content).where(Result.round_id == round_id, Result.ordinal == 1)
    return {row[0]: row[1] for row in session().execute(rows)}


def participants_of(round_id: int) -> Mapping[int, int]:
    """Participant by child of a round."""
    rows = session().execute(select(Participant.child_id, Participant.id).where(Participant.round_id == round_id))
    return {row[0]: row[1] for row in rows}


def waiting() -> int:
    """Files somebody has still to decide about."""
    open_ones = (ImportStep.MAPPING, ImportStep.CHECKED)
    return session().scalar(select(func.count(ScreeningImport.id)).where(ScreeningImport.step.in_(open_ones))) or 0
