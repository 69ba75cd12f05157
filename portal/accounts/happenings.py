"""What just happened to someone's own account."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.accounts.models import UserSession
from portal.core import clock
from portal.core.contributions import Happening
from portal.core.db import session

TOLD_FOR = timedelta(days=7)


def new_devices(viewer: Viewer) -> Sequence[Happening]:
    """Sign-ins of the last week from a browser this account had not used before."""
    found = (
        select(UserSession.began_at, UserSession.device)
        .where(UserSession.account_id == viewer.account_id, UserSession.new_device, UserSession.began_at > clock.now() - TOLD_FOR)
        .order_by(UserSession.began_at.desc())
        .limit(3)
    )
    return [Happening(at, _told(device), url_for("accounts.mine")) for at, device in session().execute(found)]


def _told(device: str) -> str:
    return _(
        "Your account signed in on a new device (%(device)s). Was it not you? End that session.", device=device or _("unknown")
    )
