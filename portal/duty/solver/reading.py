"""An instance file becomes an Instance, or is refused in words that name the field and the remedy."""

from __future__ import annotations

import json
from pathlib import Path

from flask_babel import lazy_gettext as _l

from portal.core.errors import Refused
from portal.duty.solver.fields import Field
from portal.duty.solver.instance import Instance, Person, Rules, Shift
from portal.duty.solver.locks import refuse_impossible_locks

_LARGEST_FILE = 50_000_000  # bytes
_PAIRS = 5_000_000  # people times shifts; a school of 160 people and 480 shifts has 76,800
_STRONGEST_WISH = 5


def read_file(path: Path) -> Instance:
    """The instance in a JSON file. Raises Refused for a file that cannot be read or whose contents make no instance."""
    try:
        if path.stat().st_size > _LARGEST_FILE:
            limit = _LARGEST_FILE // 1_000_000
            raise Refused(_l("The file is larger than %(limit)s MB. Check that it is a roster instance.", limit=limit))
        return read_instance(json.loads(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise Refused(_l("The file cannot be opened: %(reason)s. Check the path.", reason=error.strerror)) from error
    except UnicodeDecodeError as error:
        raise Refused(_l("The file is no UTF-8 text. Save it as UTF-8.")) from error
    except json.JSONDecodeError as error:
        raise Refused(_l("The file is no JSON: line %(line)s cannot be read. Correct that line.", line=error.lineno)) from error
    except (RecursionError, ValueError) as error:
        raise Refused(_l("The file is nested too deeply or holds an endless number. Check that it is an instance.")) from error


def read_instance(content: object) -> Instance:
    """The instance in parsed JSON: people, shifts, rules and, where given, locked shifts and wishes. Raises Refused."""
    top = Field(content)
    people = [_person(entry) for entry in top["people"].entries()]
    shifts = [_shift(entry) for entry in top["shifts"].entries()]
    if len(people) * len(shifts) > _PAIRS:
        raise Refused(_l("People times shifts are more than %(limit)s. Split the instance into shorter terms.", limit=_PAIRS))
    _refuse_repeated(top["people"], [person.id for person in people])
    _refuse_repeated(top["shifts"], [shift.id for shift in shifts])
    if len({type(shift.weekend) for shift in shifts}) > 1:
        raise Refused(_l("shifts have weekends written as texts and as numbers. Write all of them the same way."), field="shifts")
    locked = _locked(top.get("locked", {}), {person.id for person in people}, {shift.id for shift in shifts})
    instance = Instance.of(people, shifts, _rules(top["rules"]), locked)
    refuse_impossible_locks(instance)
    return instance


def _person(entry: Field) -> Person:
    return Person(
        id=entry["id"].text(),
        posts=frozenset(post.text() for post in entry["posts"].entries()),
        away=frozenset(day.day() for day in entry["unavailable"].entries()),
        max_shifts=entry["max_shifts"].whole(0, 10_000),
        carried=entry["carried"].number(),
        wishes=dict(_wish(day, mark) for day, mark in entry.get("wishes", {}).members()),
    )


def _wish(day: str, mark: Field) -> tuple[str, int]:
    return Field(day, mark.place).day(), mark.whole(-_STRONGEST_WISH, _STRONGEST_WISH)


def _shift(entry: Field) -> Shift:
    weekend = entry["weekend"]
    return Shift(
        id=entry["id"].text(),
        day=entry["date"].day(),
        weekend=weekend.whole(0, 1_000_000) if isinstance(weekend.value, int) else weekend.text(),
        post=entry["post"].text(),
        weight=entry["weight"].number(low=0),
    )


def _rules(entry: Field) -> Rules:
    return Rules(
        one_shift_per_weekend=entry["one_shift_per_weekend"].flag(),
        min_gap_weekends=entry["min_gap_weekends"].whole(0, 1_000),
        one_shift_per_day=entry.get("one_shift_per_day", False).flag(),
    )


def _locked(entry: Field, people: set[str], shifts: set[str]) -> dict[str, str]:
    """Shift id → person id, both known."""
    for shift, person in entry.members():
        if shift not in shifts:
            raise Refused(_l("%(place)s: there is no such shift. Use an id from shifts.", place=person.place), field=person.place)
        if person.text() not in people:
            person.wrong(_l("an id from people"))
    return {shift: person.text() for shift, person in entry.members()}


def _refuse_repeated(entry: Field, ids: list[str]) -> None:
    seen: set[str] = set()
    for index, name in enumerate(ids):
        if name in seen:
            place = f"{entry.place}[{index}].id"
            raise Refused(_l("%(place)s repeats %(id)s. Give every entry its own id.", place=place, id=name), field=place)
        seen.add(name)
