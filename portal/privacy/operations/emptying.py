"""Texts whose time is over are emptied. The rows stay, so that counts, days and names of acts remain true."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import event, inspect, select, update
from sqlalchemy.orm import Session

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.core.holdings import Holding, Texts
from portal.journal.operations import record
from portal.privacy.models import Erasure
from portal.privacy.queries import Subject, all_past

AT_ONCE = 200  # subjects a statement


def empty(holding: Holding, *, expected: int | None, reason: str, folder: Path, by: Viewer) -> int:
    """Empty what is past its term today; returns of how many subjects. Refused when it is not what the preview showed."""
    found = all_past(holding)
    if len(found) != expected:
        raise Refused(_l("Meanwhile the list has changed: it now names %(count)s. Look at it once more.", count=len(found)))
    if not found:
        raise Refused(_l("There is nothing past its term."))
    for texts in holding.texts:
        for ids in _portions([one.id for one in found]):
            _empty(texts, ids, folder)
    for one in found:
        _note(holding, one, reason, by)
    return len(found)


def _portions(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    yield from (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))


def _empty(texts: Texts, ids: Sequence[int], folder: Path) -> None:
    where = texts.of(ids)
    if texts.sealed:
        _throw_away(session().scalars(select(getattr(texts.model, texts.sealed)).where(where)).all(), folder)
    plain = {name: value for name, value in texts.blank.items() if not callable(value)}
    if plain:
        session().execute(update(texts.model).where(where).values(plain).execution_options(synchronize_session=False))
    shaped: dict[str, Callable[[Any], Any]] = {name: value for name, value in texts.blank.items() if callable(value)}
    if shaped:
        _reshape(texts.model, where, shaped)


def _reshape(model: Any, where: Any, shaped: dict[str, Callable[[Any], Any]]) -> None:
    """Forms keep their keys; each is read, emptied and written below the version column, which guards people's edits."""
    key = inspect(model).primary_key[0]
    names = list(shaped)
    rows = session().execute(select(key, *(getattr(model, name) for name in names)).where(where)).all()
    for row in rows:
        values = {name: shaped[name](value) for name, value in zip(names, row[1:], strict=True) if value is not None}
        session().execute(update(model).where(key == row[0]).values(values).execution_options(synchronize_session=False))


def _throw_away(names: Sequence[str | None], folder: Path) -> None:
    """Sealed files go once the whole transaction has committed, not with the savepoint of a form."""
    paths = [folder / name for name in names if name]

    def gone(committed: Session) -> None:
        if not committed.in_nested_transaction():
            for path in paths:
                path.unlink(missing_ok=True)

    event.listen(session(), "after_commit", gone)


def _note(holding: Holding, one: Subject, reason: str, by: Viewer) -> None:
    made = Erasure(holding=holding.key, subject_id=one.id, ended_on=one.ended_on, reason=reason, at=clock.now(), by_id=by.person_id)
    session().add(made)
    session().flush()
    record("privacy.emptied", subject=made, child_id=one.id if holding.ended is None else None, by=by)
