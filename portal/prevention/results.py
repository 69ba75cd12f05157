"""What a survey says, group by group; small groups stay hidden, and so does what would give them away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.core.errors import Words
from portal.prevention.models import Survey
from portal.prevention.queries import answers_of
from portal.prevention.rules import shown_groups, tally
from portal.prevention.words import QUESTIONS
from portal.school.classes import GRADES, class_name, classes
from portal.school.queries import number


@dataclass(frozen=True)
class Line:
    """One answer: what, how often, and its share in percent of those asked."""

    words: Words
    count: int
    share: int


@dataclass(frozen=True)
class Asked:
    """One question with its answers."""

    words: Words
    lines: Sequence[Line]


@dataclass(frozen=True)
class Group:
    """A group large enough to be shown."""

    key: str
    name: Words
    count: int


@dataclass(frozen=True)
class Results:
    """All groups that may be chosen, the chosen one, and how many answered in all; nothing where even that is too few."""

    groups: Sequence[Group]
    chosen: Group | None
    asked: Sequence[Asked]
    total: int
    hidden: int


def results(survey: Survey, school: Words, key: str = "") -> Results:
    """The results of one group: "" the school, "g5" a grade, "c12" a class; a hidden one falls back to the school."""
    answers = answers_of(survey.id)
    known = classes()
    grades = {id_: known[id_].grade(survey.opened_at.date()) or 0 for id_ in answers}
    shown = shown_groups({id_: len(found) for id_, found in answers.items()}, grades, number("prevention.smallest_group"))
    total = sum(len(found) for found in answers.values())
    if not shown.school:
        return Results((), None, (), total, len(answers))
    members: dict[str, list[int]] = {"": list(answers)}
    members |= {f"g{grade}": [id_ for id_ in answers if grades[id_] == grade] for grade in sorted(shown.grades)}
    members |= {f"c{id_}": [id_] for id_ in answers if id_ in shown.classes}
    groups = [Group(name, _name(name, school), sum(len(answers[id_]) for id_ in ids)) for name, ids in members.items()]
    chosen = next((group for group in groups if group.key == key), groups[0])
    given = [answer for id_ in members[chosen.key] for answer in answers[id_]]
    return Results(groups, chosen, _asked(given), total, len(answers) - len(shown.classes))


def _name(key: str, school: Words) -> Words:
    if not key:
        return school
    return GRADES[int(key[1:]) - 1] if key.startswith("g") else class_name(int(key[1:]))


def _asked(given: Sequence[Mapping[str, object]]) -> Sequence[Asked]:
    found = []
    for question, (words, options) in QUESTIONS.items():
        counted = tally(given, question.value, list(options))
        lines = [Line(said, counted[option], round(100 * counted[option] / len(given))) for option, said in options.items()]
        found.append(Asked(words, lines))
    return found
