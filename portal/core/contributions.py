"""What a domain gives the rest of the house: plain functions and declarations, collected without knowing the domain."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from flask import current_app

from portal.access.permissions import Permission, Role, Tier
from portal.access.viewer import ReachRows, Viewer
from portal.core.errors import Words
from portal.core.holdings import Holding
from portal.core.printed import Printed
from portal.core.watch import Watch


@dataclass(frozen=True)
class Event:
    """A name that may stand in the journal: its words, its tier, and whether it is a reading."""

    name: str
    label: Words
    tier: Tier = Tier.DIRECTORY
    reads: bool = False


@dataclass(frozen=True)
class NavItem:
    """A place of the side bar, shown to whoever holds the permission; places of one `hub` share one entry there.

    On a phone it also stands in the bottom bar of the roles in `tabs`, there by its `short` name; `only_there`: nowhere else.
    """

    key: str
    label: Words
    icon: str
    endpoint: str
    requires: Permission
    hub: str = ""
    order: int = 50
    tabs: frozenset[Role] = frozenset()
    short: Words = ""
    only_there: bool = False


class Source(StrEnum):
    """Where a deadline comes from: law, policy, local practice, or this school's own rule."""

    LAW = "law"
    POLICY = "policy"
    PRACTICE = "practice"
    SCHOOL = "school"


@dataclass(frozen=True)
class SettingDefinition:
    """A figure or choice the school may set: default, unit, allowed range and where the default comes from.

    The kind follows from the default: int within `least`..`most`, bool, str (one of `choices` when there are some).
    """

    name: str
    label: Words
    default: int | bool | str
    source: Source
    source_words: Words = ""
    unit: Words = ""
    group: Words = ""
    hint: Words = ""
    least: int = 0
    most: int = 10_000
    choices: Sequence[tuple[str, Words]] = ()


@dataclass(frozen=True)
class Deadline:
    """Something the viewer should do by a day (`due_at` by the hour); `key` is stable, so that a duty is not listed twice."""

    key: str
    title: Words
    why: Words
    due: date
    start: date
    url: str
    source: Source
    source_words: Words = ""
    action: Words = ""
    due_at: datetime | None = None


@dataclass(frozen=True)
class DeskLink:
    """The commonest thing to write, at the head of the desk; one of them is `main`."""

    label: Words
    url: str
    icon: str
    main: bool = False


@dataclass(frozen=True)
class TimelineEntry:
    """One thing that happened to a child, for this viewer; `locked_by` set means: exists, not yours to read."""

    at: datetime
    icon: str
    title: Words
    text: Words = ""
    by: str = ""
    kind: str = ""
    tone: str = ""
    locked_by: Words = ""


@dataclass(frozen=True)
class Panel:
    """A part of a page; `mark` is the template of one mark beside the name, `waits` what waits for an answer of the viewer."""

    key: str
    template: str
    context: Mapping[str, Any]
    order: int = 50
    aside: bool = False
    mark: str = ""
    printed: Sequence[Printed] = ()
    waits: Sequence[tuple[Words, str]] = ()


@dataclass(frozen=True)
class ListColumn:
    """A column of the list of children. `cells(viewer, child_ids)` returns plain cells by child in a fixed number of statements
    (a child may be absent); `template` holds a macro `cell(cell)` that shows one, `label` is the head of the column. `sort`, where
    the list may be sorted by it, gives a column over the child.
    """

    key: str
    label: Words
    template: str
    cells: Callable[[Viewer, Sequence[int]], Mapping[int, Any]]
    requires: Permission = Permission.SEE_CHILDREN
    order: int = 50
    sort: Callable[[], Any] | None = None


@dataclass(frozen=True)
class Happening:
    """A line under "what just happened"."""

    at: datetime
    words: Words
    url: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A child counted by a figure, with what figures are broken down by; None or "" where that is not known."""

    child_id: int
    grade: int | None
    sex: str
    boarding: bool


@dataclass(frozen=True)
class Figures:
    """Sets of children a domain can name on a day: the words by key ("domain.set"), and the members of every set at once.

    `members(cut_off)` answers for all keys in a fixed number of statements; a child stands at most once in a set.
    """

    labels: Mapping[str, Words]
    members: Callable[[date], Mapping[str, Sequence[Member]]]


class SignalKind(StrEnum):
    """What a signal's value is: yes or no, a whole number, or a word out of a fixed few."""

    TRUTH = "truth"
    NUMBER = "number"
    WORD = "word"


class Worse(StrEnum):
    """In which direction a signal worsens: a rule may never let a child's grade fall when it does. NEITHER: it is only context."""

    MORE = "more"
    LESS = "less"
    YES = "yes"
    NO = "no"
    NEITHER = "neither"


Value = bool | int | str


@dataclass(frozen=True)
class SignalDefinition:
    """A fact that rules of attention may ask about: its name ("contact.days_since_last"), what it is called, and its kind.

    `evidence(value, detail)` says the fact as a finding ("No contact for 40 days"), also years later and in any language.
    """

    name: str
    label: Words
    kind: SignalKind
    evidence: Callable[[Value, str], Words]
    tier: Tier = Tier.WELFARE
    worse: Worse = Worse.NEITHER
    choices: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Signal:
    """A fact about one child. `on` is the day it was written down or began; `detail` a few words that belong to it."""

    value: Value
    on: date | None = None
    detail: str = ""


@dataclass(frozen=True)
class Signals:
    """Facts a domain supplies. `read(child_ids, day)` answers in a fixed number of statements: facts by name, by child.

    A fact left out is one that nobody has written down; that is a finding of its own, not a "no".
    """

    definitions: Sequence[SignalDefinition]
    read: Callable[[Sequence[int], date], Mapping[int, Mapping[str, Signal]]]


@dataclass(frozen=True)
class Contributions:
    """All that one domain contributes; every field is optional."""

    domain: str
    demo: Sequence[Callable[[], None]] = ()
    events: Sequence[Event] = ()
    nav: Sequence[NavItem] = ()
    settings: Sequence[SettingDefinition] = ()
    reaches: Mapping[Role, ReachRows] = field(default_factory=dict)
    deadlines: Sequence[Callable[[Viewer, date], Sequence[Deadline]]] = ()
    happenings: Sequence[Callable[[Viewer], Sequence[Happening]]] = ()
    desk_links: Sequence[Callable[[Viewer], Sequence[DeskLink]]] = ()
    desk_panels: Sequence[Callable[[Viewer], Sequence[Panel]]] = ()
    child_panels: Sequence[Callable[[Viewer, int], Sequence[Panel]]] = ()
    #: On the first page of a family; `aside` ones stand on top, in the dusk.
    home_panels: Sequence[Callable[[Viewer], Sequence[Panel]]] = ()
    at_hand: Sequence[Callable[[Viewer], Sequence[tuple[int, Words, str]]]] = ()  # whom a family asks for: child, role, name
    #: Given to a guardian in a copy of what the portal holds of a child: plain data by the name of its file.
    family_copy: Sequence[Callable[[Viewer, int], Sequence[tuple[str, Any]]]] = ()
    timeline: Sequence[Callable[[Viewer, int], Sequence[TimelineEntry]]] = ()
    timeline_kinds: Mapping[str, Words] = field(default_factory=dict)
    list_columns: Sequence[ListColumn] = ()
    figures: Sequence[Figures] = ()
    #: Counts of what is no child (posts, rooms) on a day, each with where it comes from, by the key an indicator names.
    numbers: Sequence[Callable[[date], Mapping[str, tuple[int, str]]]] = ()
    signals: Sequence[Signals] = ()
    on_duty: Sequence[Callable[[datetime], Sequence[int]]] = ()  # who keeps watch at a moment: numbers of people
    #: Of some children, the guardians who must hear nothing on its own, because one of them may have done harm: (child, guardian).
    withheld: Sequence[Callable[[Sequence[int]], Sequence[tuple[int, int]]]] = ()
    #: Every half minute, in a writing transaction of its own: what cannot wait is told to whoever must act on it by now.
    calls: Sequence[Callable[[], object]] = ()
    #: How closely the school keeps in touch with a child, as a column over the child: 1 closest, 2 more closely; else as usual.
    closeness: Sequence[Callable[[], Any]] = ()
    #: How closely a child is to be watched until a person has judged, and whether a talk with it still waits.
    watch_asked: Sequence[Callable[[int], Watch]] = ()
    #: Of some people, those to whom the portal sends nothing by itself, whatever it is about.
    left_alone: Sequence[Callable[[Sequence[int]], Sequence[int]]] = ()
    #: What personal information the domain keeps: why, on what ground, who reads it, and until when.
    holdings: Sequence[Holding] = ()


def registered() -> Sequence[Contributions]:
    """The contributions of every domain of this house, in the order of `portal.domains`."""
    found: Sequence[Contributions] = current_app.extensions["contributions"]
    return found


def collect(kind: str, *args: Any) -> Iterator[Any]:
    """Call every domain's functions of a kind and yield what they return, one after the other."""
    for contributed in registered():
        for function in getattr(contributed, kind):
            yield from function(*args)


def declared_settings() -> Mapping[str, SettingDefinition]:
    """Every setting of this house, by name."""
    found: Mapping[str, SettingDefinition] = current_app.extensions["settings"]
    return found


def declared_events() -> Mapping[str, Event]:
    """Every event that may be written, by name."""
    found: Mapping[str, Event] = current_app.extensions["events"]
    return found
