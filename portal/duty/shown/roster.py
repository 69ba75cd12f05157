"""The roster of a term as a matrix: weekends by posts, with who has much and who has little."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from portal.core import clock
from portal.core.calendar import TermDays
from portal.core.errors import Words
from portal.duty.models.roster import PostKind, WeekendKind
from portal.duty.planning.weekends import Weekend, as_settled, weekends
from portal.duty.queries.roster import Counted, Held, counted, published, usual
from portal.duty.words import POSTS, WEEKENDS, span
from portal.school.queries import calendar, number

HEAVIEST, LIGHTEST = 10, 6


@dataclass(frozen=True)
class Cell:
    """One holder in the matrix; an open post has no name."""

    name: str
    mine: bool
    shift_id: int
    small: str = ""


@dataclass(frozen=True)
class Row:
    """One weekend: its words, how many stay, and the holders by kind of post."""

    weekend: Weekend
    words: str
    small: Words
    staying: str
    cells: Mapping[PostKind, Sequence[Cell]]
    current: bool
    past: bool


@dataclass(frozen=True)
class Bar:
    """What one person has in the term: count, load in hundredths, share of the longest bar, distance to the average."""

    name: str
    count: int
    load: int
    share: float
    more: float


@dataclass(frozen=True)
class Roster:
    """A term's roster as it is shown."""

    term: TermDays
    rows: Sequence[Row]
    columns: Sequence[PostKind]
    bars: Sequence[Bar]
    average: float
    average_at: float
    open: int
    mine: Sequence[Held]

    @property
    def exists(self) -> bool:
        return bool(self.columns)

    @property
    def cut_at(self) -> int:
        """Where a long list of bars is cut; 0 when it is short enough to be read whole."""
        return HEAVIEST if len(self.bars) > HEAVIEST + LIGHTEST else 0

    @property
    def shown_bars(self) -> Sequence[Bar]:
        """The heaviest and the lightest of a long list."""
        return [*self.bars[:HEAVIEST], *self.bars[-LIGHTEST:]] if self.cut_at else self.bars


def roster_of(term: TermDays, person_id: int) -> Roster:
    """The roster of a term as somebody sees it; two statements."""
    held = published(term.first_day, term.last_day)
    known = counted(term.first_day, term.last_day)
    found = weekends(calendar(), term.first_day, term.last_day, number("duty.longest_days"))
    settled = {day: (each.kind, each.expected) for day, each in known.items() if each.kind is not None}
    bars, average, longest = _bars(held)
    return Roster(
        term=term,
        rows=_rows(as_settled(found, settled), held, known, person_id),
        columns=[post for post in PostKind if any(one.post is post for one in held)],
        bars=bars,
        average=average,
        average_at=round(100 * average / longest, 1) if longest else 0.0,
        open=sum(one.person_id is None for one in held if one.ends_at > clock.now()),
        mine=[one for one in held if one.person_id == person_id and one.ends_at > clock.now()],
    )


def _rows(found: Sequence[Weekend], held: Sequence[Held], known: Mapping[date, Counted], person_id: int) -> list[Row]:
    today = clock.today()
    running = next((weekend.first_day for weekend in found if weekend.last_day >= today), None)
    cells = _cells(held, person_id)
    return [
        Row(
            weekend=weekend,
            words=span(weekend),
            small=_when(weekend, running, today),
            staying=_staying(weekend, known.get(weekend.first_day, Counted())),
            cells=cells.get(weekend.first_day, {}),
            current=weekend.first_day == running,
            past=weekend.last_day < today,
        )
        for weekend in found
    ]


def _cells(held: Sequence[Held], person_id: int) -> dict[date, dict[PostKind, list[Cell]]]:
    found: dict[date, dict[PostKind, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    for one in held:
        own = one.person_id == person_id
        found[one.weekend][one.post].append(Cell(one.name or "", own, one.shift_id, _("you") if own else ""))
    return found


def _when(weekend: Weekend, running: date | None, today: date) -> Words:
    if weekend.kind is not WeekendKind.WEEKEND:
        return WEEKENDS[weekend.kind]
    if weekend.last_day < today:
        return _("over")
    if weekend.first_day != running:
        return ""
    return _("begins this evening") if weekend.eve == today else _("now") if weekend.eve < today else _("next")


def _staying(weekend: Weekend, known: Counted) -> str:
    if known.staying is not None:
        return str(known.staying)
    about = usual().staying(weekend)
    return _("about %(count)s", count=about) if about else "—"


def _bars(held: Sequence[Held]) -> tuple[list[Bar], float, float]:
    """Each holder's share of the term, most first, with the average and the longest in whole shifts."""
    loads: Counter[tuple[int, str]] = Counter()
    counts: Counter[tuple[int, str]] = Counter()
    for one in held:
        if one.person_id is not None:
            loads[one.person_id, one.name or ""] += one.weight
            counts[one.person_id, one.name or ""] += 1
    if not loads:
        return [], 0.0, 0.0
    longest, average = max(loads.values()) / 100, sum(loads.values()) / len(loads) / 100
    ordered = sorted(loads, key=lambda key: (-loads[key], key[1], key[0]))
    return (
        [
            Bar(key[1], counts[key], loads[key], round(loads[key] / longest, 1), round(loads[key] / 100 - average, 1))
            for key in ordered
        ],
        round(average, 1),
        longest,
    )


def lead_words(found: Roster) -> str:
    """What the page says first: the viewer's own duties, and what is open."""
    parts = []
    if found.mine:
        days = _(", ").join(_day(one) for one in found.mine[:3])
        parts.append(_("You have %(count)s duties ahead: %(days)s.", count=len(found.mine), days=days))
    if found.open:
        parts.append(_("%(count)s posts are open.", count=found.open))
    return " ".join(parts)


def _day(one: Held) -> str:
    weekend = Weekend(one.weekend, clock.local(one.ends_at).date(), WeekendKind.WEEKEND)
    return f"{span(weekend)} {POSTS[one.post]}"
