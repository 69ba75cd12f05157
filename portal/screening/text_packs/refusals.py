"""The sentences with which a text pack is turned away: what it is, then what to do."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.core.errors import Refused
from portal.screening.scales.definition import Scale


def import_only(scale: Scale) -> Refused:
    reason = _l(
        "%(scale)s may not be answered on line, so it takes no wording. Import the results of paper sheets instead.",
        scale=scale.abbr,
    )
    return Refused(reason)


def third_column(row: int) -> Refused:
    return Refused(_l("Row %(row)s has more than two cells. Keep two columns: item and wording.", row=row))


def no_item_number(row: int, text: str) -> Refused:
    return Refused(_l("Row %(row)s: “%(text)s” is no item number. Write 1, 2, 3, … in the first column.", row=row, text=text[:40]))


def items_differ(scale: Scale, *, missing: Sequence[int], extra: Sequence[int], twice: Sequence[int]) -> Refused:
    """One refusal that names every item at fault."""
    said = [_("%(scale)s has items 1 to %(count)s.", scale=scale.abbr, count=scale.items_count)]
    if missing:
        said.append(_("No wording: %(items)s. Add them.", items=_listed(missing)))
    if extra:
        said.append(_("Not of this scale: %(items)s. Delete them, or check that this is the right scale.", items=_listed(extra)))
    if twice:
        said.append(_("There twice: %(items)s. Keep one wording each.", items=_listed(twice)))
    return Refused(" ".join(said))


def _listed(items: Sequence[int]) -> str:
    return ", ".join(map(str, items))
