"""Templates are written out once per language: the same page, without looking up what never changes."""

from __future__ import annotations

import pytest
from flask import Flask, render_template_string
from flask_babel import force_locale
from jinja2 import Environment, nodes

from portal.core.templates import Templates
from tests.cast import Cast

BOTH = ("zh_Hans_CN", "en")


@pytest.mark.parametrize(("language", "words"), [("zh_Hans_CN", "保存"), ("en", "Save")])
def test_a_sentence_stands_in_the_template_of_its_language(app: Flask, language: str, words: str) -> None:
    with app.test_request_context("/"), force_locale(language):
        assert render_template_string("{{ _('Save') }}") == words


def test_one_request_may_speak_two_languages(app: Flask) -> None:
    with app.test_request_context("/"):
        for language in (*BOTH, *BOTH):
            with force_locale(language):
                page = app.jinja_env.get_template("layouts/_dialogs.html").render()
                assert ("不改了" in page) == (language != "en")
                assert ("Leave unchanged" in page) == (language == "en")


def test_what_a_sentence_says_about_values_is_said_when_they_are_known(app: Flask) -> None:
    with app.test_request_context("/"), force_locale("en"):
        assert render_template_string("{{ _('%(first)s–%(last)s of %(total)s', first=n, last=2, total='<3>') }}", n=1) == (
            "1–2 of &lt;3&gt;"
        )


def _code(app: Flask, language: str, source: str) -> str:
    shelf = app.jinja_env.overlay()
    assert isinstance(shelf, Templates)
    shelf.language = language
    return str(shelf.compile(source, raw=True))


def test_constants_are_gone_from_the_code_and_everything_else_stays(app: Flask) -> None:
    with app.test_request_context("/"), force_locale("zh_Hans_CN"):
        code = _code(app, "zh_Hans_CN", "{{ _('Save') }}{{ icon('x', label=_('Close')) }}{{ _(words) }}{{ icon(which) }}")
        assert "保存" in code
        assert "Save" not in code
        assert "words" in code  # asked when the page is
        assert "<svg" in code
        assert "Close" not in code


def test_an_unknown_icon_is_told_where_it_stands_not_when_the_template_is_read(app: Flask) -> None:
    with app.test_request_context("/"), force_locale("en"):
        assert "no such icon" in _code(app, "en", "{% if wanted %}{{ icon('no such icon') }}{% endif %}")
        with pytest.raises(KeyError, match="no such icon"):
            render_template_string("{{ icon('no such icon') }}")


def test_a_name_of_the_page_itself_is_never_taken_for_ours(app: Flask) -> None:
    with app.test_request_context("/"), force_locale("en"):
        page = "{% macro cell(icon='') %}{{ icon }}{% endmacro %}{{ cell(icon='house') }}"
        assert render_template_string(page) == "house"


def test_the_base_keeps_templates_as_they_were_written(app: Flask) -> None:
    parsed = app.jinja_env.parse("{{ _('Save') }}")
    assert isinstance(app.jinja_env, Environment)
    assert [call.node.name for call in parsed.find_all(nodes.Call)] == ["_"]  # type: ignore[attr-defined]


def test_each_reader_gets_a_page_in_the_own_language_whoever_came_first(cast: Cast) -> None:
    for _again in range(2):
        for language, words in zip(BOTH, ("照护人", "Who cares for the child"), strict=True):
            assert words in cast.signed_in("lead", locale=language).get("/children").text
