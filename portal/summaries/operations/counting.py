"""Making the draft of a return and counting it again while it is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, insert

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.journal.operations import record
from portal.school.queries import number
from portal.summaries.balances import Imbalance
from portal.summaries.counting import ALL, Cell, Count
from portal.summaries.definitions import Indicator, ReturnForm, return_forms
from portal.summaries.digests import members_digest
from portal.summaries.gathering import Counted, count_return
from portal.summaries.models import Act, Finding, Return, ReturnLine, ReturnStep, State
from portal.summaries.periods import Period
from portal.summaries.queries.periods import written_period
from portal.summaries.queries.returns import entries_of, findings_of, newest_version, totals_before


def begin_return(form: ReturnForm, period: Period, *, by: Viewer | None) -> Return:
    """The draft for a month or term, counted now; a draft that is there already is counted again.

    Refused when that has not begun, and when its return is further than a draft.
    """
    found = newest_version(form.id, str(period))
    if found is not None:
        if found.state is State.SIGNED:
            raise Refused(_l("This return is signed. Begin a correction where a figure has changed."))
        count_again(found, by=by)
        return found
    return new_version(form, period, 1, {}, by=by)


def new_version(
    form: ReturnForm,
    period: Period,
    edition: int,
    entries: Mapping[str, tuple[int, str]],
    *,
    supersedes: int | None = None,
    by: Viewer | None,
) -> Return:
    """A new draft; figures written in by hand are carried over from the version it takes the place of."""
    counted = count_return(form, period.cut_off(clock.today()), entries, totals_before(form.id, str(period)))
    made = Return(
        kind=form.id,
        period=str(period),
        edition=edition,
        state=State.DRAFT,
        supersedes_id=supersedes,
        hidden=None,
        **_head(counted),
    )
    session().add(made)
    session().flush()
    _keep(made, counted)
    note_step(made, Act.COUNTED, by=by)
    record("summaries.counted", subject=made, by=by)
    return made


def count_again(found: Return, *, by: Viewer | None) -> None:
    """Count a draft anew; explanations stay with findings whose figures are the same. Refused when it is no draft any more."""
    require_draft(found)
    form = return_forms()[found.kind]
    cut_off = written_period(found.period).cut_off(clock.today())
    counted = count_return(form, cut_off, entries_of(found.id), totals_before(found.kind, found.period))
    for name, value in _head(counted).items():
        setattr(found, name, value)
    _replace(found, counted)
    note_step(found, Act.COUNTED, by=by)
    record("summaries.counted", subject=found, by=by)


def write_in(found: Return, indicator: Indicator, count: int, source: str, *, by: Viewer) -> None:
    """Write a figure the portal does not hold in by hand, with where it comes from; the balances are looked at again."""
    require_draft(found)
    entries = dict(entries_of(found.id))
    entries[indicator.id] = (count, source)
    form = return_forms()[found.kind]
    counted = count_return(form, found.cut_off, entries, totals_before(found.kind, found.period))
    if not counted.counts[indicator.id].by_hand:
        raise Refused(_l("The portal counts this figure itself. Correct the children's files, then count again."), field="count")
    for name, value in _head(counted).items():
        setattr(found, name, value)
    _replace(found, counted)
    record("summaries.figure_written_in", subject=found, by=by)


def require_draft(found: Return) -> None:
    """Only a draft can be changed."""
    if found.state is not State.DRAFT:
        raise Refused(_l("This return is no draft any more. Have it sent back first, with the reason."))


def note_step(found: Return, act: Act, reason: str | None = None, *, by: Viewer | None) -> None:
    """Keep who did what to a return."""
    session().add(ReturnStep(return_id=found.id, act=act, reason=reason, at=clock.now(), by_id=by.person_id if by else None))


def _head(counted: Counted) -> dict[str, Any]:
    return {
        "definition": counted.definition,
        "cut_off": counted.cut_off,
        "threshold": number("summaries.small_cells"),
        "definitions": {indicator.id: _written_out(indicator) for indicator in counted.form.indicators},
        "counted_at": clock.now(),
    }


def _written_out(indicator: Indicator) -> dict[str, Any]:
    return {**asdict(indicator), "numerator": list(indicator.numerator), "breakdowns": list(indicator.breakdowns)}


def _replace(found: Return, counted: Counted) -> None:
    explained = {(one.key, one.left, one.right): one for one in findings_of(found.id) if one.explained_at}
    kept = {key: (one.explanation, one.explained_at, one.explained_by_id) for key, one in explained.items()}
    session().execute(delete(ReturnLine).where(ReturnLine.return_id == found.id))
    session().execute(delete(Finding).where(Finding.return_id == found.id))
    _keep(found, counted, kept)


def _keep(found: Return, counted: Counted, explained: Mapping[tuple[str, int, int], tuple[Any, Any, Any]] | None = None) -> None:
    rows = [row for count in counted.counts.values() for row in _rows(found.id, count)]
    session().execute(insert(ReturnLine), rows)
    session().add_all(_finding(found.id, one, explained or {}) for one in counted.imbalances)
    session().flush()


def _rows(return_id: int, count: Count) -> Iterator[dict[str, Any]]:
    yield _row(return_id, count, (ALL, ALL, ALL), count.total, None, count.children)
    for cell, children in count.cells.items():
        yield _row(return_id, count, cell, len(children), sorted(children), children)


def _row(return_id: int, count: Count, cell: Cell, size: int | None, members: Any, children: frozenset[int]) -> dict[str, Any]:
    key: bytes = session().info["keys"].journal
    return {
        "return_id": return_id,
        "indicator": count.indicator,
        "grade": cell[0],
        "sex": cell[1],
        "boarding": cell[2],
        "number": size,
        "by_hand": count.by_hand,
        "source": count.source,
        "members": members,
        "members_digest": "" if count.by_hand else members_digest(key, return_id, "/".join((count.indicator, *cell)), children),
    }


def _finding(return_id: int, found: Imbalance, explained: Mapping[tuple[str, int, int], tuple[Any, Any, Any]]) -> Finding:
    text, at, by_id = explained.get((found.key, found.left, found.right), (None, None, None))
    return Finding(
        return_id=return_id,
        key=found.key,
        balance=found.balance.id,
        indicator=found.indicator,
        left=found.left,
        right=found.right,
        explanation=text,
        explained_at=at,
        explained_by_id=by_id,
    )
