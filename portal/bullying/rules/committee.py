"""Who must sit on a committee by stage of schooling, when it may decide, and what its votes come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext as _l

from portal.bullying.models.committee import Choice, Seat
from portal.core.errors import Words
from portal.school.models import Stage

#: Seats that cannot stay empty (未成年人学校保护规定 19; 教督〔2017〕10号: led by the principal).
REQUIRED: Mapping[Seat, Words] = {
    Seat.CHAIR: _l("nobody chairs it"),
    Seat.STAFF: _l("no member of staff"),
    Seat.PARENT: _l("nobody for the parents"),
}


def gaps(seats: Sequence[Seat], stages: frozenset[Stage], least: int) -> Sequence[Words]:
    """What the composition lacks; a senior stage needs a pupil, and everywhere somebody must know the law or be an expert."""
    held = Counter(seats)
    found = [words for seat, words in REQUIRED.items() if not held[seat]]
    if not held[Seat.LEGAL] and not held[Seat.EXPERT]:
        found.append(_l("neither the legal vice principal nor an expert"))
    if Stage.SENIOR in stages and not held[Seat.STUDENT]:
        found.append(_l("no pupil, as senior school needs"))
    if held[Seat.CHAIR] > 1:
        found.append(_l("more than one chair"))
    if len(seats) < least:
        found.append(_l("fewer than %(least)s members", least=least))
    return found


def has_quorum(present: int, members: int) -> bool:
    """Two thirds of the members who may vote are there."""
    return members > 0 and 3 * present >= 2 * members


def result(votes: Sequence[Choice]) -> Choice | None:
    """What more than half of those present chose; None when nothing has a majority."""
    counted = Counter(choice for choice in votes if choice is not Choice.ABSTAINED)
    winner = max(counted.items(), key=lambda item: item[1], default=(None, 0))
    return winner[0] if 2 * winner[1] > len(votes) else None
