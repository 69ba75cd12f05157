"""What browsers fetch beside the page: joined, packed, named by content, and small."""

from __future__ import annotations

import gzip
import re
import shutil
from pathlib import Path

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from portal.config import ROOT
from portal.core import assets
from portal.core.assets import SOURCE, Shelf, joined_css, joined_js

FIRST_LOAD = 40_000


@pytest.fixture
def app() -> Flask:
    app = Flask(__name__, static_folder=None)
    assets.install(app)
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def address(app: Flask, name: str) -> str:
    with app.test_request_context():
        return render_template_string("{{ asset(name) }}", name=name)


@pytest.mark.parametrize("name", ["portal.css", "portal.js", "htmx.js", "favicon.svg", "favicon.ico", "icon-180.png"])
def test_every_file_is_served_for_a_year_under_a_name_made_of_its_content(app: Flask, client: FlaskClient, name: str) -> None:
    url = address(app, name)
    answer = client.get(url)
    stem, _dot, ending = name.rpartition(".")
    assert re.fullmatch(rf"/assets/{re.escape(stem)}\.[0-9a-f]{{12}}\.{ending}", url)
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_browser_that_unpacks_gets_the_packed_file_and_the_same_content(app: Flask, client: FlaskClient) -> None:
    url = address(app, "portal.css")
    packed = client.get(url, headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(packed.data) == client.get(url).data


def test_a_file_already_held_is_not_sent_again(app: Flask, client: FlaskClient) -> None:
    url = address(app, "portal.js")
    tag = client.get(url).headers["ETag"]
    again = client.get(url, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_heads_are_answered_without_a_body_and_posts_go_to_the_application(app: Flask, client: FlaskClient) -> None:
    url = address(app, "portal.css")
    assert client.head(url).data == b""
    assert int(client.head(url).headers["Content-Length"]) > 1000
    assert client.post(url).status_code == 404


def test_an_old_or_invented_name_is_not_found(client: FlaskClient) -> None:
    assert client.get("/assets/portal.000000000000.css").status_code == 404
    assert client.get("/assets/../../app.py").status_code == 404


def test_a_name_nobody_made_stops_the_page(app: Flask) -> None:
    with pytest.raises(KeyError):
        address(app, "missing.css")


def test_a_portal_under_a_path_of_its_own_finds_its_files(app: Flask) -> None:
    with app.test_request_context(base_url="https://school.example/portal"):
        assert render_template_string("{{ asset('portal.css') }}").startswith("/portal/assets/portal.")


def test_the_first_load_stays_small() -> None:
    css = gzip.compress(joined_css(sorted((SOURCE / "css").glob("*.css"))).encode(), 9)
    own = gzip.compress(joined_js(sorted((SOURCE / "js").glob("*.js"))).encode(), 9)
    htmx = gzip.compress((SOURCE / "vendor" / "htmx.js").read_bytes(), 9)
    assert len(css) <= 13_000
    assert len(own) <= 5_000
    assert len(css) + len(own) + len(htmx) <= FIRST_LOAD - 6_000  # what is left is the page itself


def test_a_folder_with_spaces_and_chinese_in_its_name_works(tmp_path: Path) -> None:
    folder = tmp_path / "学校 门户" / "static"
    shutil.copytree(SOURCE, folder)
    shelf = Shelf(folder, Flask(__name__).wsgi_app)
    assert shelf.url("portal.css") == Shelf(SOURCE, Flask(__name__).wsgi_app).url("portal.css")


def test_a_changed_file_gets_another_name_while_developing(tmp_path: Path) -> None:
    folder = tmp_path / "static"
    shutil.copytree(SOURCE, folder)
    shelf = Shelf(folder, Flask(__name__).wsgi_app, watch=lambda: True)
    before = shelf.url("portal.css")
    (folder / "css" / "9-more.css").write_text(".more { color: red; }", "utf-8")
    assert shelf.url("portal.css") != before


def test_joining_keeps_what_strings_and_calculations_say(tmp_path: Path) -> None:
    sheet = tmp_path / "a.css"
    sheet.write_text(
        '/* gone */\n.a > .b { content: "a ; b"; width: calc(100% - 2 * 4px); }\n.c::before { content: "/ x"; }\n', "utf-8"
    )
    assert joined_css([sheet]) == '.a>.b{content:"a ; b";width:calc(100% - 2 * 4px)}.c::before{content:"/ x"}'


def test_every_class_the_templates_wear_is_dressed_or_known() -> None:
    css = joined_css(sorted((SOURCE / "css").glob("*.css")))
    known = set(re.findall(r"\.([a-zA-Z][\w-]*)", css))
    templates = ROOT / "templates"
    worn: dict[str, str] = {}
    for folder in ("components", "layouts", "errors"):
        for file in (templates / folder).glob("*.html"):
            plain = re.sub(r"\bw\{\{.*?\}\}|\{\{.*?\}\}|\{%.*?%\}", " ", file.read_text("utf-8"))
            for names in re.findall(r'class="([^"]*)"', plain):
                worn |= dict.fromkeys(names.split(), file.name)
    assert len(worn) > 100
    assert {name: file for name, file in worn.items() if name not in known} == {}


def test_no_page_part_carries_a_style_or_script_of_its_own() -> None:
    for file in (ROOT / "templates").rglob("*.html"):
        page = file.read_text("utf-8")
        assert not re.search(r'\sstyle="|<style|\son[a-z]+="|<script>', page), (
            f"{file}: the content policy forbids inline style and script"
        )
