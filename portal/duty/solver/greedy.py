"""A first roster: the shifts fewest people can take come first, each goes to whoever carries least."""

from __future__ import annotations

from portal.duty.solver.draft import Draft
from portal.duty.solver.instance import Instance


def greedy_roster(instance: Instance) -> Draft:
    """Keeps every hard rule; leaves open what nobody can take any more."""
    draft = Draft(instance)
    for s in sorted(draft.unfilled, key=lambda s: (len(instance.candidates[s]), s)):
        able = [p for p in instance.candidates[s] if draft.fits(s, p)]
        if able:
            draft.give(s, min(able, key=lambda p: (draft.load[p], -instance.wish(p, s), p)))
    return draft
