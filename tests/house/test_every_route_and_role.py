"""Every role at every door: without the permission 403, out of reach 404, and never a crash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import AnyConverter, IntegerConverter, Rule

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.scope import find
from portal.core.errors import NotFound
from tests.cast import CHILD, OTHER_CHILD, PEOPLE, Cast
from tests.forms import token_of

SAMPLE = "x"
LEAVES = {"accounts.sign_out"}


@dataclass(frozen=True)
class Doorway:
    """One address with one method and what it requires."""

    endpoint: str
    method: str
    required: Permission
    rule: Rule

    def address(self, child_id: int) -> str:
        """The address with the child put in, and samples for other parts."""

        def filled(part: re.Match[str]) -> str:
            name = part[1].rpartition(":")[2]
            return str(child_id) if name == "child_id" else _sample(self.rule, name)

        return re.sub(r"<([^>]+)>", filled, self.rule.rule)


def _sample(rule: Rule, name: str) -> str:
    converter = rule._converters[name]
    if isinstance(converter, AnyConverter):
        return str(sorted(converter.items)[0])
    return "1" if isinstance(converter, IntegerConverter) else SAMPLE


def doorways(app: Flask) -> Iterator[Doorway]:
    for rule in app.url_map.iter_rules():
        required = getattr(app.view_functions[rule.endpoint], "requires", None)
        if isinstance(required, Permission):
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                yield Doorway(rule.endpoint, method, required, rule)


def _open(browser: FlaskClient, doorway: Doorway, address: str, token: str) -> int:
    if doorway.method == "GET":
        return browser.get(address).status_code
    return browser.post(address, data={"csrf_token": token}).status_code


def _viewer(cast: Cast, key: str) -> Viewer:
    with cast.reading():
        return cast.viewer(key)


@pytest.mark.parametrize("key", PEOPLE)
def test_without_the_permission_every_door_is_shut_and_with_it_none_breaks(cast: Cast, key: str) -> None:
    viewer, child_id = _viewer(cast, key), cast.child_id(CHILD)
    browser = cast.signed_in(key)
    token = token_of(browser.get("/me"))
    for doorway in doorways(cast.app):
        may = viewer.may(doorway.required)
        if doorway.endpoint in LEAVES or (may and doorway.method == "POST"):
            continue  # what someone may do is tried in the tests of its page
        status = _open(browser, doorway, doorway.address(child_id), token)
        assert (status == 403) is not may, f"{key} {doorway.method} {doorway.address(child_id)}: {status}"
        assert status < 500, f"{key} {doorway.method} {doorway.address(child_id)}: {status}"


@pytest.mark.parametrize("key", PEOPLE)
def test_a_child_out_of_reach_does_not_exist_at_any_door(cast: Cast, key: str) -> None:
    viewer = _viewer(cast, key)
    browser = cast.signed_in(key)
    token = token_of(browser.get("/me"))
    for name in (CHILD, OTHER_CHILD):
        child_id = cast.child_id(name)
        if _reaches(cast, viewer, child_id):
            continue
        for doorway in doorways(cast.app):
            if "child_id" in doorway.rule.arguments and viewer.may(doorway.required):
                status = _open(browser, doorway, doorway.address(child_id), token)
                assert status == 404, f"{key} {doorway.method} {doorway.address(child_id)}: {status}"


def _reaches(cast: Cast, viewer: Viewer, child_id: int) -> bool:
    with cast.reading():
        try:
            find(viewer, child_id, Tier.DIRECTORY)
        except NotFound:
            return False
    return True


def test_nobody_signed_in_is_sent_to_the_sign_in_from_every_door(cast: Cast) -> None:
    browser = cast.app.test_client()
    for doorway in doorways(cast.app):
        if doorway.method == "GET":
            answer = browser.get(doorway.address(1))
            assert answer.status_code == 302, doorway.address(1)
            assert answer.location.startswith("/sign-in"), doorway.address(1)
