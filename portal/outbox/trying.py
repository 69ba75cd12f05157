"""One message now, to see whether a channel works."""

from __future__ import annotations

import secrets

from flask_babel import gettext as _

from portal.core import clock
from portal.outbox.models import Channel
from portal.outbox.ways.all import WAYS
from portal.outbox.ways.speaking import Answer, Outgoing, Unreachable, Verdict


def try_channel(channel: Channel, address: str) -> Answer:
    """Hand a test message over and tell what the channel says; with no transaction open."""
    message = Outgoing(secrets.token_urlsafe(18), address, _("Test message of the school's portal"), "", clock.now())
    try:
        with WAYS[channel.kind].line(channel.access) as line:
            return line.send(message)
    except Unreachable as problem:
        return Answer(Verdict.LATER, str(problem))
