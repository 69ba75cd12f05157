"""Small files and small functions; the figures are those of well-kept Python projects."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from statistics import median

from portal.config import ROOT
from tests.house.sources import Source, python, templates, told

FILE_MEDIAN, FILE_P90, FILE_MOST = 90, 220, 300
FUNCTION_MEDIAN, FUNCTION_P90, FUNCTION_MOST = 7, 20, 40
VIEW_MOST = 20
TEMPLATE_MEDIAN = 30


def own() -> Sequence[Source]:
    return python("portal", "tools", "benchmarks")


def length(function: ast.FunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def p90(values: Sequence[int]) -> int:
    return sorted(values)[int(len(values) * 0.9)]


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    found = [f"{source.name}: {source.lines}" for source in (*own(), *python("tests")) if source.lines > FILE_MOST]
    assert not found, told(found, "make it a folder of the same name, with files named after acts")


def test_files_are_short_on_the_whole() -> None:
    sizes = [source.lines for source in own() if source.lines]
    longest = [f"{source.name}: {source.lines}" for source in sorted(own(), key=lambda one: -one.lines)[:10]]
    assert median(sizes) <= FILE_MEDIAN, told(longest, f"the median is {median(sizes)}: split these")
    assert p90(sizes) <= FILE_P90, told(longest, f"nine of ten should have at most {FILE_P90}: split these")


def test_no_function_is_longer_than_forty_lines() -> None:
    found = [
        f"{source.at(function)} {function.name}: {length(function)}"
        for source in own()
        for function in source.functions()
        if length(function) > FUNCTION_MOST
    ]
    assert not found, told(found, "name its steps")


def test_functions_are_short_on_the_whole() -> None:
    sizes = [length(function) for source in own() for function in source.functions()]
    remedy = "name the steps of the longest functions"
    assert median(sizes) <= FUNCTION_MEDIAN, told([f"the median is {median(sizes)}"], remedy)
    assert p90(sizes) <= FUNCTION_P90, told([f"one in ten is longer than {p90(sizes)}"], remedy)


def test_a_view_is_four_beats_long() -> None:
    found = [
        f"{source.at(function)} {function.name}: {length(function)}"
        for source in python()
        for function in source.functions()
        if any(".page(" in ast.unparse(decorator) for decorator in function.decorator_list) and length(function) > VIEW_MOST
    ]
    assert not found, told(found, "find, fill, do, answer: the rest belongs into queries, operations or the template")


def test_every_function_tells_what_it_takes_and_gives() -> None:
    found = [f"{source.at(one)} {one.name}" for source in own() for one in source.functions() if one.returns is None]
    assert not found, told(found, "annotate it")


def test_templates_are_short_on_the_whole() -> None:
    sizes = [len(path.read_text(encoding="utf8").splitlines()) for path in templates()]
    longest = [path.relative_to(ROOT).as_posix() for path in sorted(templates(), key=lambda one: -one.stat().st_size)[:5]]
    assert median(sizes) <= TEMPLATE_MEDIAN, told(longest, "cut parts out as macros or _part.html")
