"""Templates, compiled once for each language: what never changes stands in them as plain text.

A page asks for some two hundred sentences and thirty pictures that depend on nothing but the language; looking them up anew for
every reader was a third of a page's time.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import Any

from flask.templating import Environment
from flask_babel import get_locale
from flask_babel import gettext as translated
from jinja2 import Template, nodes
from jinja2.compiler import CodeGenerator
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from portal.core.icons import icon


def _sentence(text: str) -> Markup:
    return Markup(translated(text)) % {}  # noqa: S704 our own catalogues; `%%` is a per cent sign, as in sentences with values


#: Functions of a template whose answer depends on constant arguments and the language only.
KNOWN_BEFOREHAND: dict[str, Callable[..., Markup]] = {"_": _sentence, "icon": icon}


class _WrittenOut(NodeTransformer):
    """Puts the answer in place of the question, from the innermost question outwards."""

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 the library's way of naming visitors
        self.generic_visit(node)
        known = KNOWN_BEFOREHAND.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        constant = all(isinstance(given, nodes.Const) for given in (*node.args, *(pair.value for pair in node.kwargs)))
        if known is None or not constant or node.dyn_args or node.dyn_kwargs:
            return node
        try:
            answer = known(*(given.value for given in node.args), **{pair.key: pair.value.value for pair in node.kwargs})  # type: ignore[attr-defined]
        except (KeyError, TypeError, ValueError):
            return node  # a sentence that waits for its values, or a mistake that the page itself tells when it is asked
        return nodes.Const(answer, lineno=node.lineno)


class _Generator(CodeGenerator):
    """Writes constants out before the template becomes code."""

    def visit_Template(self, node: nodes.Template, frame: Any = None) -> None:  # noqa: N802 as above
        if getattr(self.environment, "language", ""):
            _WrittenOut().visit(node)
        super().visit_Template(node, frame)


class Templates(Environment):
    """Flask's templates; each is taken from the shelf of the language that the reader speaks."""

    code_generator_class = _Generator
    language = ""

    def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:
        """Where all ways to a template meet: it is in the reader's language; outside of any request as it was written."""
        locale = None if self.language else get_locale()
        return super()._load_template(name, globals) if locale is None else self._spoken(str(locale))._load_template(name, globals)

    def _spoken(self, language: str) -> Templates:
        shelves: dict[str, Templates] = self.__dict__.setdefault("shelves", {})
        if language not in shelves:
            shelf = self.overlay()
            shelf.language = language
            shelves[language] = shelf
        return shelves[language]
