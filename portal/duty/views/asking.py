"""What addresses of duty say: a term, a day, a post."""

from __future__ import annotations

from datetime import date

from flask import request

from portal.core import clock
from portal.core.calendar import TermDays
from portal.core.errors import NotFound
from portal.duty.models.roster import PostKind
from portal.duty.planning.demand import Slot
from portal.school.queries import calendar


def term_asked() -> TermDays | None:
    """The term of the address, else the one of today, else the next or last one; None before there is any."""
    known = calendar()
    asked = request.args.get("term", type=int)
    chosen = next((term for term in known.terms if term.id == asked), None)
    ahead = [term for term in known.terms if term.first_day > clock.today()]
    return chosen or known.term_of(clock.today()) or next(iter(ahead), None) or known.current_term(clock.today())


def day_of(text: str) -> date:
    """A day as addresses write it, NotFound for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise NotFound from wrong


def slot_of(weekend: str, post: str, place: int) -> Slot:
    """A post of a weekend as addresses write it."""
    if post not in set(PostKind):
        raise NotFound
    return Slot(day_of(weekend), PostKind(post), place)
