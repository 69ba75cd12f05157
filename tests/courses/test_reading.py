"""Texts that are lessons, texts that are not, and texts that mean harm."""

from __future__ import annotations

import re
from contextlib import suppress
from html.parser import HTMLParser

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from portal.core.errors import Refused
from portal.courses.lesson.reading import read
from portal.courses.lesson.rendering import TAGS, safe
from portal.courses.lesson.shape import Block, BlockKind, Question

FRONT = """---
id: a-call
title: 打电话
summary: 一句话。
idea: 一个想法。
topic: near
heading: mind_safety
stage: primary
minutes: 5
sources: 一部法律
---
"""
BODY = """
## 一、开头

一句话。

(-) 少这样
(+) 试这样

(!) 今晚就做

? 问一句？
- 不对
+ 对
= 因为
"""
WHOLE = FRONT + BODY


def test_a_text_becomes_sections_pairs_and_questions() -> None:
    lesson = read(WHOLE)
    assert lesson.id == "a-call"
    assert lesson.sections[0].title == "一、开头"
    assert lesson.sections[0].blocks == (
        Block(BlockKind.TEXT, "一句话。"),
        Block(BlockKind.PAIR, "试这样", "少这样"),
        Block(BlockKind.TONIGHT, "今晚就做"),
    )
    assert lesson.questions == (Question("问一句？", ("不对", "对"), 1, "因为"),)
    assert read(WHOLE).digest == lesson.digest
    assert read(WHOLE + "\n").digest != lesson.digest


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("---\nid", "id", "三个短横线"),
        ("minutes: 5\n", "", "minutes"),
        ("minutes: 5", "minutes: 500", "1 到 30"),
        ("minutes: 5", "minutes: ٥", "1 到 30"),
        ("id: a-call", "id: ../../etc", "小写字母"),
        ("id: a-call", "id: A", "小写字母"),
        ("topic: near", "topic: nowhere", "nowhere"),
        ("stage: primary", "stage: primary, kindergarten", "kindergarten"),
        ("title: 打电话", "title: 打电话\ntitle: 又一个", "第 4 行"),
        ("title: 打电话", "title: 打电话\nstyle: x", "第 4 行"),
        ("title: 打电话", "title: 打电话\naudio: ../secret.mp3", "secret"),
        ("title: 打电话", "title: 打电话\nvideo: https://elsewhere.cn/a.mp4", "elsewhere"),
        ("## 一、开头", "没有标题", "第一个小标题"),
        ("(+) 试这样\n", "", "(-)"),
        ("(-) 少这样\n", "", "(-)"),
        ("+ 对\n", "", "两到六个"),
        ("- 不对", "+ 不对", "两到六个"),
        ("= 因为\n", "", "两到六个"),
    ],
)
def test_what_cannot_be_understood_is_sent_back_with_its_place(app: Flask, old: str, new: str, why: str) -> None:
    assert old in WHOLE
    with app.test_request_context(), pytest.raises(Refused, match=re.escape(why)):
        read(WHOLE.replace(old, new, 1))


def test_a_text_without_end_is_refused(app: Flask) -> None:
    with app.test_request_context(), pytest.raises(Refused, match="60,000"):
        read(WHOLE + "长" * 60_000)


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](//elsewhere.cn/)",
    "[x](vbscript:x)",
    "![x](https://elsewhere.cn/spy.png)",
    "![x][1]\n\n[1]: https://elsewhere.cn/spy.png",
    "[![x](https://elsewhere.cn/spy.png)](https://elsewhere.cn)",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<iframe src=https://elsewhere.cn></iframe>",
    '<p style="background:url(https://elsewhere.cn/spy)">x</p>',
    "<https://elsewhere.cn/?a=<script>>",
    "[x](https://e.cn \"onmouseover='alert(1)'\")",
    "| a |\n|---|\n| <script>alert(1)</script> |",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    "[x](lesson:../../admin)",
    "\x00<scr\x00ipt>alert(1)</script>",
]


class Tags(HTMLParser):
    """Gathers what a browser would make of a text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def harmless(markup: str) -> None:
    parser = Tags()
    parser.feed(markup)
    for tag, attributes in parser.found:
        assert tag in TAGS, markup
        assert set(attributes) <= ({"href", "rel"} if tag == "a" else set()), markup
        assert re.match(r"(https://|tel:|/(?!/)|$)", attributes.get("href") or ""), markup


@pytest.mark.parametrize("words", HOSTILE)
def test_harm_is_made_harmless(words: str) -> None:
    harmless(safe(words, "/courses"))
    harmless(safe(f"> {words}\n\n- {words}", "/courses"))


@given(st.text(st.sampled_from("<>[]()!\"'`&;:/=# \n|*_-\\ascriptmgonerhfjlyl"), max_size=80))
def test_no_mixture_of_marks_becomes_a_tag_that_is_not_allowed(words: str) -> None:
    harmless(safe(words, "/courses"))


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_and_never_breaks(words: str) -> None:
    for source in (words, FRONT + words):
        with suppress(Refused):
            assert read(source).source == source
