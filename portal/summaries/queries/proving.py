"""Whether signed returns are still what was signed: every set of children, every count, and the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from portal.core.db import session
from portal.summaries.counting import TOTAL
from portal.summaries.digests import members_digest, return_digest
from portal.summaries.models import ChangeReason, Finding, Return, ReturnLine, ReturnStep, State


def said_by(found: Return) -> Mapping[str, Any]:
    """All that a return says, in a fixed shape; the digest covers it."""
    return {
        **{name: getattr(found, name) for name in ("id", "kind", "period", "edition", "definition", "threshold", "supersedes_id")},
        "cut_off": found.cut_off.isoformat(),
        "counted_at": found.counted_at.isoformat(),
        "definitions": found.definitions,
        "hidden": found.hidden,
        **{f"{act}_at": _iso(getattr(found, f"{act}_at")) for act in ("prepared", "reviewed", "signed")},
        **{f"{act}_by": getattr(found, f"{act}_by_id") for act in ("prepared", "reviewed", "signed")},
        "lines": _rows(ReturnLine, found, "indicator", "grade", "sex", "boarding", "number", "by_hand", "source", "members_digest"),
        "findings": _rows(Finding, found, "key", "left", "right", "explanation", "explained_by_id"),
        "reasons": _rows(ChangeReason, found, "indicator", "before", "now", "reason", "by_id"),
        "steps": _rows(ReturnStep, found, "act", "reason", "by_id"),
    }


def _rows(table: Any, found: Return, *names: str) -> list[list[Any]]:
    columns = [getattr(table, name) for name in names]
    rows = session().execute(select(*columns).where(table.return_id == found.id).order_by(table.id))
    return [[str(value) if isinstance(value, str) else value for value in row] for row in rows]


def _iso(moment: Any) -> str | None:
    return moment.isoformat() if moment else None


def signed_returns() -> Sequence[Return]:
    """Every signed version, the oldest first."""
    return session().scalars(select(Return).where(Return.state == State.SIGNED).order_by(Return.id)).all()


def first_fault(found: Return) -> str | None:
    """What of a signed return is not as it was signed: the line, or "figures" for the whole; None when all is."""
    key: bytes = session().info["keys"].journal
    return _broken_line(found, key) or (None if return_digest(key, said_by(found)) == found.digest else "figures")


def _broken_line(found: Return, key: bytes) -> str | None:
    columns = (ReturnLine.indicator, ReturnLine.grade, ReturnLine.sex, ReturnLine.boarding, ReturnLine.number)
    rows = (
        session()
        .execute(
            select(*columns, ReturnLine.members, ReturnLine.members_digest)
            .where(ReturnLine.return_id == found.id, ReturnLine.by_hand.is_(False))
            .order_by(ReturnLine.id)
        )
        .all()
    )
    everybody: dict[str, list[int]] = {}
    for indicator, *cell, _number, members, _digest in rows:
        if tuple(cell) != TOTAL:
            everybody.setdefault(indicator, []).extend(members or [])
    for indicator, *cell, number, members, digest in rows:
        children = everybody.get(indicator, []) if tuple(cell) == TOTAL else members or []
        place = "/".join((indicator, *cell))
        if number != len(children) or digest != members_digest(key, found.id, place, children):
            return place
    return None
