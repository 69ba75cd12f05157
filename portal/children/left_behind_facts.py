"""Facts of children in a JSON file, as another system or a checker writes them: a list, one object a child."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.children.left_behind import NOTHING_KNOWN, Facts, Parent, ParentFact, ParentState
from portal.core.errors import Refused

#: Words other systems use for a state of ours.
_ALSO = {"deceased": ParentState.DEAD, "home": ParentState.AT_HOME, "": ParentState.UNKNOWN}


@dataclass(frozen=True)
class Case:
    """One child of the file: its own mark, the facts, and states nobody here knows (read as unknown)."""

    id: str
    facts: Facts
    strange: Sequence[str] = ()


def read_cases(path: Path, today: date) -> Sequence[Case]:
    """Every child of the file in its order. Raises Refused, naming the child and the field, when something cannot be read.

    A case has id, on (today when absent), birth_date, father, mother ({"state", "since", "where"}, either may be absent) and
    reunion_weekends_or_holidays; days as 2026-09-01.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as broken:
        raise Refused(_l("%(file)s is not readable as JSON.", file=path.name)) from broken
    if isinstance(found, dict):
        found = found.get("cases", [found])
    if not isinstance(found, list):
        raise Refused(_l("%(file)s should hold a list of children.", file=path.name))
    return [_case(number, entry, today) for number, entry in enumerate(found, start=1)]


def _case(number: int, entry: Any, today: date) -> Case:
    if not isinstance(entry, dict):
        raise Refused(_l("Entry %(number)s is no object with the facts of a child.", number=number))
    name = str(entry.get("id") or number)
    facts = Facts(
        on=_day(name, "on", entry.get("on")) or today,
        birth_date=_day(name, "birth_date", entry.get("birth_date")),
        father=_parent(name, Parent.FATHER, entry.get("father")),
        mother=_parent(name, Parent.MOTHER, entry.get("mother")),
        reunion=_truth(name, "reunion_weekends_or_holidays", entry.get("reunion_weekends_or_holidays")),
    )
    return Case(name, facts, tuple(_strange(entry)))


def _parent(name: str, parent: Parent, found: Any) -> ParentFact:
    if found is None:
        return NOTHING_KNOWN
    if not isinstance(found, Mapping) or not isinstance(found.get("state", ""), str | None):
        raise Refused(_l("%(child)s: %(field)s should be an object with a state.", child=name, field=parent))
    return ParentFact(
        state=_state(found.get("state")) or ParentState.UNKNOWN,
        since=_day(name, f"{parent}.since", found.get("since")),
        since_at_latest=bool(found.get("since_at_latest")),
        where=str(found.get("where") or ""),
    )


def _state(text: str | None) -> ParentState | None:
    plain = (text or "").strip().lower()
    if plain in _ALSO:
        return _ALSO[plain]
    return ParentState(plain) if plain in set(ParentState) else None


def _strange(entry: Mapping[str, Any]) -> Iterator[str]:
    for parent in (Parent.FATHER, Parent.MOTHER):
        found = entry.get(parent)
        if found and _state(found.get("state")) is None:
            yield str(found["state"])


def _day(name: str, field: str, found: Any) -> date | None:
    if found is None or found == "":
        return None
    try:
        return date.fromisoformat(found[:10])
    except (TypeError, ValueError) as wrong:
        raise Refused(_l("%(child)s: %(field)s is no day such as 2026-09-01.", child=name, field=field)) from wrong


def _truth(name: str, field: str, found: Any) -> bool | None:
    if found is not None and not isinstance(found, bool):
        raise Refused(_l("%(child)s: %(field)s should be true, false or null.", child=name, field=field))
    return found
