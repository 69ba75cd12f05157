"""The form of a definition: data/scale.schema.json, and what departs from it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.screening.scales.flaws import Flaw, Problem
from portal.screening.scales.places import pointer

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError

SCHEMA = Path(__file__).parents[1] / "data" / "scale.schema.json"

_PLAIN = {
    "pattern": Problem.BAD_NAME,
    "minItems": Problem.EMPTY,
    "minLength": Problem.EMPTY,
    "uniqueItems": Problem.TWICE,
}


@cache
def _validator() -> Draft202012Validator:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def form_flaws(raw: Any) -> Iterator[Flaw]:
    """Everything that departs from the schema, each thing once."""
    seen = set()
    for error in _validator().iter_errors(raw):
        for flaw in _flaws(error):
            named = (flaw.place, flaw.problem, flaw.detail.get("field"))
            if named not in seen:
                seen.add(named)
                yield flaw


def _flaws(error: ValidationError) -> Iterator[Flaw]:
    rule = str(error.validator)
    wanted: Any = error.validator_value
    instance: Any = error.instance
    place = pointer(*error.absolute_path)
    if rule == "required":
        yield from (Flaw(place, Problem.MISSING_FIELD, {"field": name}) for name in wanted if name not in instance)
    elif rule == "additionalProperties":
        yield from _unknown(error)
    elif rule == "type":
        yield Flaw(place, Problem.WRONG_TYPE, {"wanted": wanted if isinstance(wanted, str) else "/".join(wanted)})
    elif rule == "enum":
        yield Flaw(place, Problem.NOT_ONE_OF, {"value": str(error.instance), "allowed": ", ".join(map(str, wanted))})
    elif rule in ("minimum", "maximum"):
        yield Flaw(place, Problem.OUT_OF_LIMITS, {"value": instance, "limit": wanted, "rule": rule})
    else:
        yield Flaw(place, _PLAIN.get(rule, Problem.MISFIT), {"value": str(error.instance)[:60]})


def _unknown(error: ValidationError) -> Iterator[Flaw]:
    known: dict[str, Any] = error.schema["properties"] if isinstance(error.schema, dict) else {}
    instance: Any = error.instance
    for name in instance:
        if name not in known:
            yield Flaw(pointer(*error.absolute_path, name), Problem.UNKNOWN_FIELD, {"field": name, "known": ", ".join(known)})
