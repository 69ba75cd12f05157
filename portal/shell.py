"""The frame around every page: who is here, where they may go, which school this is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from flask import Flask, current_app, has_request_context, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from flask_login import current_user

from portal.access.permissions import Permission, Role
from portal.access.viewer import Viewer
from portal.access.words import role_words
from portal.accounts.viewers import idle_time
from portal.core import clock
from portal.core.blueprint import database
from portal.core.contributions import NavItem, registered
from portal.core.errors import Words
from portal.school.queries import school_profile


@dataclass(frozen=True)
class Entry:
    """One place to go."""

    key: str
    label: str
    icon: str
    url: str
    count: int = 0
    hot: bool = False


@dataclass(frozen=True)
class Section:
    """One entry of the side bar: a single place, or several that belong together and are tabs of one another."""

    entry: Entry
    places: Sequence[Entry]

    @property
    def keys(self) -> frozenset[str]:
        """By which a page says that it stands here."""
        return frozenset(place.key for place in self.places)


@dataclass(frozen=True)
class Group:
    """Sections under one heading of the side bar."""

    label: str
    sections: Sequence[Section]


@dataclass(frozen=True)
class Hub:
    """What several places have in common: one entry of the side bar for all of them."""

    label: LazyString
    icon: str


HUBS: Mapping[str, Hub] = {
    "children": Hub(_l("Children"), "users"),
    "care": Hub(_l("Day by day"), "heart-handshake"),
    "incidents": Hub(_l("Incidents"), "shield-alert"),
    "families": Hub(_l("School and home"), "house"),
    "keeping": Hub(_l("Keeping"), "settings"),
}

#: Orders below the first stand at the top, without a heading; then comes the school's; then what keeps the house.
SCHOOL_FROM, KEEPING_FROM, END = 40, 80, 100
#: What fits beside one another on a phone.
MOST_TABS = 5


@dataclass(frozen=True)
class Shell:
    """What layouts show around a page."""

    product_name: str
    school_name: str
    is_demo: bool
    locale: str
    theme: str
    now: datetime
    viewer_name: str = ""
    viewer_posts: str = ""
    account_url: str = ""
    search_url: str = ""
    idle_seconds: int = 0
    ping_url: str = ""
    nav: Sequence[Group] = field(default_factory=tuple)
    tabs: Sequence[Entry] = field(default_factory=tuple)

    def tab_at(self, here: str) -> str:
        """The tab of the bottom bar a page stands under: its own, or the only one with the same entry in the side bar."""
        keys = [tab.key for tab in self.tabs]
        if here in keys:
            return here
        near = next((section.keys for group in self.nav for section in group.sections if here in section.keys), frozenset())
        beside = [key for key in keys if key in near]
        return beside[0] if len(beside) == 1 else ""


def install(app: Flask) -> None:
    """Give every template its `shell`."""
    app.extensions["places"] = {}

    @app.context_processor
    def around() -> dict[str, Shell]:
        return {"shell": shell()} if has_request_context() else {}


def shell() -> Shell:
    """The frame for whoever asks, signed in or not; one read of the school's profile at most."""
    with database().reading():
        profile = school_profile()
        idle_seconds = int(idle_time().total_seconds())
    known: dict[str, object] = {}
    if current_user and current_user.is_authenticated:
        known = _of(current_user.viewer, idle_seconds)
    locale = get_locale()
    return Shell(
        product_name=_("Shouwang"),
        school_name=profile.name if profile else "",
        is_demo=bool(profile and profile.is_demo),
        locale="en" if locale is not None and locale.language == "en" else "zh_Hans_CN",
        theme=current_user.viewer.theme if known else request.cookies.get("theme", "system"),
        now=clock.local(clock.now()),
        **known,  # type: ignore[arg-type]  # the keys are the fields above, from one function below
    )


def _of(viewer: Viewer, idle_seconds: int) -> dict[str, object]:
    places = _places(viewer.permissions, viewer.roles)
    return {
        "viewer_name": viewer.name,
        "viewer_posts": _(", ").join(str(role_words(role)) for role in sorted(viewer.roles)),
        "account_url": places.account_url,
        "search_url": places.search_url,
        "idle_seconds": idle_seconds,
        "ping_url": places.ping_url,
        "nav": places.nav,
        "tabs": places.tabs,
    }


@dataclass(frozen=True)
class Places:
    """Where somebody with certain permissions may go, in one language."""

    nav: Sequence[Group]
    tabs: Sequence[Entry]
    account_url: str
    search_url: str
    ping_url: str


def _places(permissions: frozenset[Permission], roles: frozenset[Role]) -> Places:
    """Worked out once for each set of permissions and roles, language and place of the portal: it changes with no row."""
    known: dict[tuple[object, ...], Places] = current_app.extensions["places"]
    key = (permissions, roles, str(get_locale()), request.script_root)
    if key not in known:
        known[key] = _worked_out(permissions, roles)
    return known[key]


def _worked_out(permissions: frozenset[Permission], roles: frozenset[Role]) -> Places:
    items = sorted(
        (item for contributed in registered() for item in contributed.nav if item.requires in permissions),
        key=lambda item: item.order,
    )
    may_search = any(item.key == "children" for item in items)
    return Places(
        nav=_groups([item for item in items if not item.only_there]),
        tabs=[_entry(item, item.short) for item in items if item.tabs & roles][:MOST_TABS],
        account_url=url_for("accounts.mine"),
        search_url=url_for("children.index") if may_search else "",
        ping_url=url_for("accounts.still_here"),
    )


def _groups(items: Sequence[NavItem]) -> Sequence[Group]:
    """At most ten sections under three headings, however many places there are."""
    found: dict[str, list[NavItem]] = {}
    for item in items:
        found.setdefault(item.hub or item.key, []).append(item)
    bounds = (("", 0, SCHOOL_FROM), (_("The school"), SCHOOL_FROM, KEEPING_FROM), (_("Keeping"), KEEPING_FROM, END))
    groups = [
        Group(label, [_section(places) for places in found.values() if least <= places[0].order < below])
        for label, least, below in bounds
    ]
    return [group for group in groups if group.sections]


def _section(places: Sequence[NavItem]) -> Section:
    entries = [_entry(place) for place in places]
    first = places[0]
    if len(entries) == 1:
        return Section(entries[0], entries)
    hub = HUBS[first.hub]
    return Section(Entry(first.hub, str(hub.label), hub.icon, entries[0].url), entries)


def _entry(item: NavItem, short: Words = "") -> Entry:
    return Entry(item.key, str(short or item.label), item.icon, url_for(item.endpoint))
