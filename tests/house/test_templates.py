"""Pages obey the strict content policy, and hold no sentence that could not be said in the other language."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from jinja2 import nodes

from tests.house import pages
from tests.house.sources import called, python, templates, text_of, told

#: English that begins like a sentence, or any Chinese.
SENTENCE = re.compile(r"^[A-Z][a-z]+(\s\S+)+|[\u3400-\u9fff]")

#: Names that are the same in every language.
NAMES = frozenset({"Shouwang", "English", "中文", "PDF", "Excel", "CSV", "JSON"})

#: Calls whose first argument a person reads.
SPOKEN_TO_PEOPLE = re.compile(r"^(flash|Refused|ValidationError|StopValidation|Markup|Label|[A-Z]\w*Field)$")

ALL = pytest.mark.parametrize("path", templates(), ids=pages.name)


@ALL
def test_nothing_in_a_page_is_refused_by_the_content_policy(path: Path) -> None:
    found = [
        f"{pages.name(path)}:{line} <{tag}> {', '.join(bad)}"
        for line, tag, attributes in pages.read(path).tags
        if (bad := offences(tag, attributes))
    ]
    assert not found, told(found, "give it a class, or listen to it in static/js")


#: Classes of the frame of a whole page: they set widths and margins.
FRAMES = frozenset({"plain", "staff", "split", "side", "topbar"})


@ALL
def test_the_frame_of_a_page_is_not_borrowed_within_it(path: Path) -> None:
    within = [
        f"{pages.name(path)}:{line} <{tag}> {name}"
        for line, tag, attributes in pages.read(path).tags
        for name in FRAMES & set((attributes.get("class") or "").split())
        if tag in ("ul", "ol", "dl", "p", "section", "form")
    ]
    assert not within, told(within, "a list or a panel has classes of its own in 4-components.css")


def offences(tag: str, attributes: dict[str, str | None]) -> list[str]:
    """What a strict policy would refuse in a tag."""
    bad = [name for name in attributes if name == "style" or name.startswith(("on", "hx-on"))]
    bad += ["inline"] if tag == "style" or (tag == "script" and "src" not in attributes) else []
    return bad + [name for name, value in attributes.items() if (value or "").strip().lower().startswith("javascript:")]


@ALL
def test_every_word_in_a_page_goes_through_gettext(path: Path) -> None:
    found = [f"{pages.name(path)}:{line} “{words}”" for line, words in pages.read(path).words if words not in NAMES]
    found += [
        f"{pages.name(path)}:{text.lineno} “{text.value}”"
        for text in pages.texts_outside_gettext(pages.tree(path))
        if SENTENCE.search(text.value) and text.value not in NAMES
    ]
    assert not found, told(found, "write {{ _('...') }} and its Chinese in translations/zh")


#: A comma, colon or semicolon between two values, which Chinese writes in another way.
BETWEEN_VALUES = re.compile(r"(?:\}\}|%\})[,;:] (?=\{[{%])|join\('[,;] '\)|~ '[,;:] ' ~|\}\} \(\{\{")


@ALL
def test_marks_between_values_go_through_gettext_too(path: Path) -> None:
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    found = [f"{pages.name(path)}:{number}" for number, line in lines if BETWEEN_VALUES.search(line)]
    assert not found, told(found, "write {{ _(', ') }}, {{ _(': ') }}, or · where no sentence is meant")


@ALL
def test_gettext_is_given_the_sentence_itself(path: Path) -> None:
    found = [
        f"{pages.name(path)}:{call.lineno}"
        for call in pages.calls(pages.tree(path))
        if pages.called(call) in pages.GETTEXT and not (call.args and isinstance(call.args[0], nodes.Const))
    ]
    assert not found, told(found, "a sentence put together or handed in is not found for translation: write it out")


def test_words_for_people_go_through_gettext_in_code_too() -> None:
    found = [
        f"{source.at(call)} {called(call)}(“{words}”)"
        for source in python()
        for call in source.calls()
        if SPOKEN_TO_PEOPLE.match(called(call)) and (words := text_of(call.args[0] if call.args else None))
        if not words.lstrip().startswith("<")
    ]
    assert not found, told(found, "hand it _('...') or _l('...'), with its Chinese in translations/zh")


def test_code_makes_no_markup_that_the_content_policy_refuses() -> None:
    found = [
        source.at(node)
        for source in python()
        for node in source.walk()
        if isinstance(node, ast.Constant) and (words := text_of(node)) and re.search(r"<\w[^>]*\s(style|on[a-z]+)\s*=", words)
    ]
    assert not found, told(found, "give it a class")
