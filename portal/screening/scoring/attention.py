"""How much attention a result suggests, 0 to 3. Only a suggestion: the level is set by a person after an interview."""

from __future__ import annotations

from portal.screening.scales.definition import Scale
from portal.screening.scoring.flags import RISK_ITEM_MISSING, is_instant
from portal.screening.scoring.result import Result, Status

_NOT_INTERPRETED = {Status.VALIDITY_FAILED, Status.REJECTED}


def suggested(scale: Scale, result: Result) -> int:
    """3: interview within three school days; 2: within ten; 1: keep an eye on; 0: nothing.

    An instant flag is 3 whatever the scores say. Scores of a sheet that is not to be interpreted suggest nothing, its flags
    do. A risk item left blank lifts a sheet that is raised otherwise to an interview (2). These steps are this portal's own:
    no national rule sets them.
    """
    if any(is_instant(flag) for flag in result.flags):
        return 3
    level = 0 if result.status in _NOT_INTERPRETED else _by_bands(scale, result)
    blank = any(flag.startswith(RISK_ITEM_MISSING) for flag in result.flags)
    if blank and level:
        return max(level, 2)
    return max(level, 1) if result.flags else level


def _by_bands(scale: Scale, result: Result) -> int:
    attention = {(score, band.key): band.attention for score, table in scale.bands.items() for band in table}
    return max((attention[score, key] for score, key in result.bands.items() if key is not None), default=0)
