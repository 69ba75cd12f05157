"""Every page names who may open it; what is open to everybody is listed here, with its reason."""

from __future__ import annotations

from flask import Flask

from portal.access.permissions import ROLES, Permission
from portal.core.blueprint import Public
from tests.house.sources import told

#: Pages without sign-in. Whoever adds one says here why nobody is harmed by it.
PUBLIC_PAGES = {
    "front.start": "sends on to the first page or the sign-in",
    "front.unfolded": "an empty frame the browser keeps for pages without signal; nothing of anybody is in it",
    "front.worker": "the script that hands out that frame",
    "front.language": "changes the language of this browser",
    "health.probe": "tells that the portal runs, nothing else",
    "accounts.sign_in": "the way in",
    "accounts.second_factor": "the way in, with the second factor",
    "accounts.recovery_code": "the way in, with a recovery code",
    "accounts.set_up": "the second factor is made known, after the password",
    "accounts.go_on": "from the recovery codes to where the person wanted to go",
    "accounts.invitation": "opened with the one-time link of an invitation",
    "bullying.speak": "tells the school something without a name; nothing of the device or an account is kept",
    "bullying.answers": "shows the talk about a report to whoever holds its code; guessing is throttled",
    "bullying.say": "one sentence more from whoever holds the code",
    "prevention.begin_answer": "asks for the code on a slip nobody is named on; the survey opens once with it",
    "prevention.answered": "takes the answers of a slip; neither who nor when is kept",
    "home.join": "asks a family for the code on its printed slip",
    "home.who": "shows the half-hidden name to whoever holds a slip's code",
    "home.own_login": "the holder of a slip chooses login and password",
    "counseling.feed": "times that are taken, for the holder of a secret address; no child, no purpose",
    "duty.calendar": "posts and hours of one person, to whoever holds the long secret of the address, until it is revoked",
    "screening.code": "asks a pupil for the code on the slip, and ends the sheet that was open",
    "screening.welcome": "whose sheet a code opened; only with the ticket of a code",
    "screening.question": "one question of the sheet a code opened",
    "screening.talk": "the pupil of an open sheet would like to talk with a teacher",
    "screening.support": "who is there for the pupil of an open sheet",
    "screening.end": "the pupil hands the open sheet in",
    "screening.thanks": "says that the sheet is in; knows nobody",
    "courses.check": "confirms the number of a certificate to whoever holds it; the name is half hidden",
}


def requirements(app: Flask) -> dict[str, object]:
    """What each page requires, by endpoint; None where nothing is said."""
    return {name: getattr(view, "requires", None) for name, view in app.view_functions.items()}


def test_every_page_requires_a_permission_or_says_that_it_is_public(built: Flask) -> None:
    found = [name for name, required in requirements(built).items() if not isinstance(required, Permission | Public)]
    assert not found, told(found, "register the page with Door.page(..., requires=Permission.X)")


def test_public_pages_are_those_listed_here(built: Flask) -> None:
    found = [name for name, required in requirements(built).items() if isinstance(required, Public) and name not in PUBLIC_PAGES]
    assert not found, told(found, "require a permission, or list the page in tests/house/test_doors.py with its reason")


def test_every_permission_belongs_to_a_role() -> None:
    held = {permission for permissions in ROLES.values() for permission in permissions}
    found = [str(permission) for permission in Permission if permission not in held]
    assert not found, told(found, "give it to a role in portal/access/permissions.py, or take it out")
