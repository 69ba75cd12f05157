"""Going from one page to another never leads nowhere: every endpoint named anywhere exists, with the parts it needs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from jinja2 import nodes

from portal.config import ROOT
from portal.district import create_app as create_receiver
from portal.district.application import DistrictConfig
from portal.domains import CONTRIBUTIONS
from tests.house import pages
from tests.house.sources import called, python, templates, text_of, told


@dataclass(frozen=True)
class Link:
    """An endpoint named somewhere, with the parts it is given; None when they cannot be read from the call."""

    where: str
    endpoint: str
    parts: frozenset[str] | None = None

    @property
    def is_districts(self) -> bool:
        """The district's receiver is an application of its own."""
        return "/district/" in self.where


def in_templates() -> Iterator[Link]:
    for path in templates():
        for call in pages.calls(pages.tree(path)):
            if pages.called(call) == "url_for" and call.args and isinstance(call.args[0], nodes.Const):
                parts = None if call.dyn_kwargs else frozenset(one.key for one in call.kwargs)
                yield Link(f"{pages.name(path)}:{call.lineno}", call.args[0].value, parts)


def in_code() -> Iterator[Link]:
    for source in python():
        for call in source.calls():
            endpoint = text_of(call.args[0]) if call.args else None
            if called(call) == "url_for" and endpoint:
                names = [keyword.arg for keyword in call.keywords]
                yield Link(source.at(call), endpoint, None if None in names else frozenset(filter(None, names)))


def in_navigation() -> Iterator[Link]:
    for contributed in CONTRIBUTIONS:
        yield from (Link(f"portal/{contributed.domain}/contributions.py", item.endpoint, frozenset()) for item in contributed.nav)


def is_there(link: Link, app: Flask) -> bool:
    """Whether a rule answers to it with the parts given; a leading dot stands for any blueprint."""
    rules = [
        rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint == link.endpoint or (link.endpoint.startswith(".") and rule.endpoint.endswith(link.endpoint))
    ]
    return any(link.parts is None or rule.arguments - set(rule.defaults or ()) <= link.parts for rule in rules)


def test_every_endpoint_named_exists_and_gets_its_parts(built: Flask, tmp_path: Path) -> None:
    links = [*in_templates(), *in_code(), *in_navigation()]
    receiver = create_receiver(DistrictConfig(tmp_path, f"sqlite:///{tmp_path / 'district.db'}", testing=True))
    found = [f"{link.where} {link.endpoint}" for link in links if not is_there(link, receiver if link.is_districts else built)]
    assert not found, told(found, "name a page that is there (flask --app app routes), with all parts of its address")


def test_a_template_that_code_asks_for_is_there_and_every_template_is_asked_for() -> None:
    there = {path.relative_to(ROOT / "templates").as_posix() for path in templates()}
    named = {text for source in python() for node in source.walk() if (text := text_of(node)) and text.endswith(".html")}
    constants = [node.value for source in python() for node in source.walk() if isinstance(node, ast.Constant)]
    named |= {f"errors/{value}.html" for value in constants if isinstance(value, str | int)} & there
    for path in templates():
        named |= {text.value for text in pages.tree(path).find_all(nodes.Const) if str(text.value).endswith(".html")}
    missing = sorted(name for name in named - there if "/" in name and "*" not in name and "{" not in name)
    assert not missing, told(missing, "write the template, or correct its name")
    unused = sorted(there - named)
    assert not unused, told(unused, "take the template out, or name it where it is shown")
