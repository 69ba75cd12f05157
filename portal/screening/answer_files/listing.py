"""Answer sheets as JSON: a list of {"id": …, "answers": {"1": 0, …}}; null and absent items are unanswered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from portal.screening.answer_files import refusals
from portal.screening.answer_files.values import Answer, NotANumber, answer, number_in
from portal.screening.scales.definition import Scale


def sheets_in(text: str, scale: Scale) -> dict[str, dict[int, Answer]]:
    """Sheets by id, in the order of the list; other names beside id and answers are passed over. Raises Refused."""
    try:
        listed = json.loads(text, object_pairs_hook=_once)
    except (json.JSONDecodeError, RecursionError) as broken:
        raise refusals.no_json(getattr(broken, "lineno", 1), getattr(broken, "colno", 1)) from broken
    if not isinstance(listed, list):
        raise refusals.no_list()
    titles = {str(item): item for item in range(1, scale.items_count + 1)}
    sheets: dict[str, dict[int, Answer]] = {}
    numbers: dict[str, int] = {}
    for number, entry in enumerate(listed, start=1):
        name, answers = _sheet(number, entry)
        if name in sheets:
            raise refusals.repeated_sheet(name, number, numbers[name])
        numbers[name] = number
        sheets[name] = _answers(name, answers, titles, scale)
    return sheets


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A name that stands twice would hide an answer."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise refusals.repeated_name(next(name for name in names if names.count(name) > 1))
    return found


def _sheet(number: int, entry: Any) -> tuple[str, dict[str, Any]]:
    name = entry.get("id") if isinstance(entry, dict) else None
    answers = entry.get("answers") if isinstance(entry, dict) else None
    if isinstance(name, bool) or not isinstance(name, str | int) or not str(name).strip() or not isinstance(answers, dict):
        raise refusals.no_sheet(number)
    return str(name).strip(), answers


def _answers(name: str, answers: dict[str, Any], titles: Mapping[str, int], scale: Scale) -> dict[int, Answer]:
    if titles.keys() >= answers.keys() and {*map(type, answers.values())} == {int}:
        return {titles[title]: value for title, value in answers.items()}  # nearly every sheet
    found: dict[int, Answer] = {}
    for title, value in answers.items():
        item = _item(name, title, scale)
        if item in found:
            raise refusals.repeated_name(title)
        try:
            found[item] = answer(value)
        except NotANumber as wrong:
            raise refusals.no_number_in_sheet(name, item, wrong.text) from wrong
    return found


def _item(name: str, title: str, scale: Scale) -> int:
    try:
        number = number_in(title)
    except NotANumber:
        number = None
    if not isinstance(number, int) or not 1 <= number <= scale.items_count:
        raise refusals.unknown_item(name, title, scale)
    return number
