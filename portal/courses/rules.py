"""Pure decisions of learning: where somebody is after two devices spoke, which lesson comes first, what a certificate is called."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from portal.courses.lesson.shape import Lesson, Stage, Suits, Topic

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that looks like something else
LONGEST = 4 * 3600  # seconds of a film
LEFT_LATELY = timedelta(days=60)


@dataclass(frozen=True)
class Place:
    """Where somebody is in a lesson; `version` counts how often that was kept."""

    section: int = 1
    audio_seconds: int = 0
    video_seconds: int = 0
    version: int = 0


def moved(kept: Place, sent: Place, sections: int) -> Place:
    """The place after a device spoke. One that knows of the latest word may go back; one that was away only goes on."""
    wanted = Place(
        section=min(max(sent.section, 1), max(sections, 1)),
        audio_seconds=min(max(sent.audio_seconds, 0), LONGEST),
        video_seconds=min(max(sent.video_seconds, 0), LONGEST),
        version=kept.version + 1,
    )
    if sent.version >= kept.version:
        return wanted
    return replace(
        wanted,
        section=max(wanted.section, kept.section),
        audio_seconds=max(wanted.audio_seconds, kept.audio_seconds),
        video_seconds=max(wanted.video_seconds, kept.video_seconds),
    )


def solved_with(solved: int, question: int) -> int:
    """The questions answered rightly so far, one more among them; kept as bits."""
    return solved | 1 << question


def is_solved(solved: int, question: int) -> bool:
    """Whether a question was answered rightly."""
    return bool(solved >> question & 1)


def all_solved(solved: int, questions: int) -> bool:
    """Whether every question was."""
    return solved >= (1 << questions) - 1 and solved & (1 << questions) - 1 == (1 << questions) - 1


def next_question(solved: int, questions: int) -> int:
    """The first question not answered yet; the first of all when each was."""
    return next((number for number in range(questions) if not is_solved(solved, number)), 0)


@dataclass(frozen=True)
class Situation:
    """What is known of a family when lessons are put in order: ages of the children, and what now holds."""

    stages: frozenset[Stage] = frozenset()
    holds: frozenset[Suits] = frozenset()


def stage_of(grade: int | None) -> Stage | None:
    """The stage a grade belongs to."""
    if grade is None:
        return None
    return Stage.PRIMARY if grade <= 6 else Stage.JUNIOR if grade <= 9 else Stage.SENIOR


def recommended(lessons: Iterable[Lesson], situation: Situation, done: Collection[str]) -> Sequence[Lesson]:
    """Lessons not learned yet, those that fit first; those for other ages are left out. Nobody is told why."""
    fitting = [
        lesson
        for lesson in lessons
        if lesson.id not in done and (not situation.stages or situation.stages & frozenset(lesson.stages))
    ]
    return sorted(fitting, key=lambda lesson: -weight(lesson, situation))


def following(lesson: Lesson, lessons: Mapping[str, Lesson], situation: Situation, done: Collection[str]) -> Lesson | None:
    """What to learn next: the next one of the series not learned yet, then what fits best; None once everything was."""
    same = [each for each in lessons.values() if each.topic is lesson.topic]
    place = next((number for number, each in enumerate(same) if each.id == lesson.id), 0)
    open_ones = [each for each in [*same[place + 1 :], *same[:place]] if each.id not in done]
    return next(iter([*open_ones, *recommended(lessons.values(), situation, {*done, lesson.id})]), None)


def weight(lesson: Lesson, situation: Situation) -> int:
    """How well a lesson fits: what holds just now counts most."""
    pressing = {Suits.LEAVING: 4, Suits.HOLIDAY: 4, Suits.AWAY: 2, Suits.CARER: 2}
    return sum(pressing.get(suits, 0) for suits in lesson.suits if suits in situation.holds)


def is_holiday_near(today: date, last_day: date | None) -> bool:
    """Whether the term ends within two weeks, or none runs."""
    return last_day is None or last_day - today <= timedelta(days=14)


def finished(topic: Topic, lessons: Mapping[str, Lesson], done: Collection[str]) -> bool:
    """Whether every lesson of a series was learned, in whatever version."""
    of = [lesson.id for lesson in lessons.values() if lesson.topic is topic]
    return bool(of) and set(of) <= set(done)


def fresh_number(year: int) -> str:
    """The number of a certificate, as in 2026-k7mp-x2vd: 39 bits nobody guesses."""
    parts = ("".join(secrets.choice(ALPHABET) for _letter in range(4)) for _part in range(2))
    return "-".join([str(year), *parts])


def normal_number(typed: str) -> str:
    """A number as it is kept, however it was typed."""
    plain = "".join(each for each in typed.casefold() if each.isascii() and each.isalnum())[:12]
    return "-".join(part for part in (plain[:4], plain[4:8], plain[8:12]) if part)


def half_hidden(name: str) -> str:
    """As in 林*禾: whoever holds the paper recognises it, a stranger learns nothing."""
    if len(name) < 3:
        return f"{name[:1]}*"
    return f"{name[0]}{'*' * (len(name) - 2)}{name[-1]}"
