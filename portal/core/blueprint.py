"""The door: a page opens only by its permission, inside one transaction; nothing is public by accident."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Final

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.core.db import Database
from portal.core.errors import Forbidden
from portal.core.submissions import once


class Public:
    """Marks a page that needs no sign-in; a test lists them all."""


PUBLIC: Final = Public()

View = Callable[..., ResponseReturnValue]
First = Callable[..., Mapping[str, Any]]
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def database() -> Database:
    """This application's database."""
    found: Database = current_app.extensions["database"]
    return found


def current_viewer() -> Viewer:
    """The signed-in person; only callable on pages that need a permission."""
    viewer: Viewer = current_user.viewer
    return viewer


class Door(Blueprint):
    """A blueprint whose pages name what they require; plain `route` is closed off."""

    def page(
        self,
        rule: str,
        *,
        requires: Permission | Public,
        methods: tuple[str, ...] = ("GET",),
        first: First | None = None,
        traceless: bool = False,
        **options: Any,
    ) -> Callable[[View], View]:
        """Register a view behind its permission. GET reads (and may note a reading); other methods write, once.

        `first` does slow work (a password's hash) before the writing transaction opens; the view gets what it returns by keyword.
        Of a `traceless` page nothing keeps the moment: no line of the log while it answers, no session seen just now.
        """

        def register(view: View) -> View:
            guarded = _guard(view, requires, first)
            guarded.requires = requires  # type: ignore[attr-defined]  # asked by the test that walks all routes
            guarded.traceless = traceless  # type: ignore[attr-defined]
            super(Door, self).route(rule, methods=list(methods), **options)(guarded)
            return guarded

        return register

    def route(self, rule: str, **options: Any) -> Any:
        """Refuse routes without a permission at start-up."""
        raise TypeError(f"{rule}: use page(..., requires=Permission.X or PUBLIC)")


def _guard(view: View, requires: Permission | Public, first: First | None) -> View:
    @wraps(view)
    def guarded(**parts: Any) -> ResponseReturnValue:
        if request.method in SAFE:
            return _read(view, requires, parts)
        if first is not None:
            _check(requires)
            parts |= first(**parts)
        with database().transaction(write=True):
            _check(requires)
            if not isinstance(requires, Public) or current_user.is_authenticated:
                return once(lambda: view(**parts))
            return view(**parts)

    return guarded


def _read(view: View, requires: Permission | Public, parts: dict[str, Any]) -> ResponseReturnValue:
    """Answer from a reading transaction; readings it noted are journaled in a write of their own before the answer leaves."""
    with database().transaction() as opened:
        _check(requires)
        answer = view(**parts)
        noted = list(opened.info.get("journal", ()))
    if noted:
        with database().transaction(write=True) as opened:
            opened.info["journal"] = noted
    return answer


def is_traceless() -> bool:
    """Whether the page asked for leaves no moment behind."""
    return bool(getattr(current_app.view_functions.get(request.endpoint or ""), "traceless", False))


class NotSignedIn(Exception):
    """No valid session: the answer is the sign-in page, and a form in flight is kept."""


def _check(requires: Permission | Public) -> None:
    if isinstance(requires, Public):
        return
    if not current_user.is_authenticated:
        raise NotSignedIn
    if not current_viewer().may(requires):
        raise Forbidden(requires)
