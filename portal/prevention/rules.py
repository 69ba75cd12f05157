"""Pure decisions of prevention: what a term owes, codes of slips, and which groups of answers are large enough to be shown."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from portal.accounts.second_factor import ALPHABET

GROUPS, EACH = 2, 4


class Question(StrEnum):
    """What the survey asks."""

    HIT = "hit"
    MOCKED = "mocked"
    TAKEN = "taken"
    SHUT_OUT = "shut_out"
    ONLINE = "online"
    SEEN = "seen"
    WHERE = "where"
    TOLD = "told"
    SAFE = "safe"


def fresh_code() -> str:
    """As in "k7mp-x2vd": nothing that looks like something else."""
    return "-".join("".join(secrets.choice(ALPHABET) for _letter in range(EACH)) for _group in range(GROUPS))


def normal_code(text: str | None) -> str:
    """A code as it is hashed, however it was typed; empty for what is no code."""
    plain = "".join(letter for letter in (text or "").casefold() if letter in ALPHABET)
    if len(plain) != GROUPS * EACH:
        return ""
    return "-".join(plain[at : at + EACH] for at in range(0, len(plain), EACH))


@dataclass(frozen=True)
class Shown:
    """Which groups may be shown: the whole school, grades, classes."""

    school: bool
    grades: frozenset[int]
    classes: frozenset[int]


def shown_groups(answers: Mapping[int, int], grades: Mapping[int, int], least: int) -> Shown:
    """Groups of at least `least` answers, so that no smaller one can be worked out from what is shown beside it.

    `answers` counts them by class, `grades` says to which grade a class belongs.
    """
    by_grade: dict[int, int] = {}
    for class_id, count in answers.items():
        by_grade[grades[class_id]] = by_grade.get(grades[class_id], 0) + count
    if sum(answers.values()) < least:
        return Shown(False, frozenset(), frozenset())
    open_grades = _large(by_grade, least)
    open_classes: set[int] = set()
    for grade in open_grades:
        open_classes |= _large({id_: count for id_, count in answers.items() if grades[id_] == grade}, least)
    return Shown(True, frozenset(open_grades), frozenset(open_classes))


def _large(counts: Mapping[int, int], least: int) -> set[int]:
    """Parts large enough; when the hidden rest is small but not nothing, the next smallest part is hidden with it."""
    ordered = sorted(counts, key=lambda part: (counts[part], part))
    hidden = [part for part in ordered if counts[part] < least]
    rest = [part for part in ordered if counts[part] >= least]
    while rest and 0 < sum(counts[part] for part in hidden) < least:
        hidden.append(rest.pop(0))
    return set(rest)


def tally(answers: Iterable[Mapping[str, object]], question: str, options: Sequence[str]) -> Mapping[str, int]:
    """How often each option was chosen; a question with several answers counts each."""
    counted = dict.fromkeys(options, 0)
    for answer in answers:
        given = answer.get(question)
        for chosen in given if isinstance(given, list) else [given]:
            if chosen in counted:
                counted[str(chosen)] += 1
    return counted
