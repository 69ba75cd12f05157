"""One sheet scored by a key."""

from __future__ import annotations

from collections.abc import Mapping

from portal.screening.scoring.key import Answers, Key
from portal.screening.scoring.numbers import Score, shown
from portal.screening.scoring.result import Result, Status

OUT_OF_RANGE = "out_of_range"


def score(key: Key, answers: Answers) -> Result:
    """Flags first, on raw answers in range; then scores, bands and status by the rules of the scale.

    ValueError for an item the scale does not have: that sheet belongs to another scale.
    """
    if not key.items.issuperset(answers):
        raise ValueError(f"{key.scale.id} has items 1 to {key.scale.items_count}")
    answered = key.in_range(answers)
    flags = key.flags.raised(answered)
    if len(answered) < len(answers):
        outside = sorted(item for item, value in answers.items() if value is not None and item not in answered)
        if outside:
            return Result(Status.REJECTED, flags, errors=tuple(f"{OUT_OF_RANGE}:{item}" for item in outside))
    missing = len(key.items) - len(answered)
    if key.is_void(missing):
        return Result(Status.INCOMPLETE, flags, missing)
    return _scored(key, answered, flags, missing)


def _scored(key: Key, answered: Mapping[int, int], flags: tuple[str, ...], missing: int) -> Result:
    scored = key.scored(answered)
    groups = {name: group.score(scored) for name, group in key.groups.items()}
    total = key.total.score(scored, groups)
    scores = {"total": total, **groups}
    scores |= {name: compute(answered, scores) for name, compute in key.derived.items()}
    bands = {name: None if (value := scores[name]) is None else table.find(value).key for name, table in key.bands.items()}
    status = _status(key, scores, missing)
    return Result(
        status=status,
        flags=flags,
        missing=missing,
        total=shown(total),
        subscales={name: shown(scores[name]) for name in key.scale.subscales},
        derived={name: shown(scores[name]) for name in key.derived},
        validity={name: shown(scores[name]) for name in key.fails},
        bands=bands,
        reaches_cutoff=status is not Status.VALIDITY_FAILED and key.cutoffs.reached(scores, bands),
    )


def _status(key: Key, scores: Mapping[str, Score | None], missing: int) -> Status:
    if scores["total"] is None:
        return Status.INCOMPLETE
    for name, (compare, bound) in key.fails.items():
        if (value := scores[name]) is not None and compare(float(value), bound):
            return Status.VALIDITY_FAILED
    return key.repaired if missing else Status.OK
