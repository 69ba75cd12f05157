"""What the outbox gives the house."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.core.contributions import Contributions, Event, SettingDefinition, Source
from portal.outbox.holdings import HOLDINGS

GROUP = _l("Messages that leave the portal")

contributions = Contributions(
    domain="outbox",
    holdings=HOLDINGS,
    events=(
        Event("outbox.channel_opened", _l("Channel set up")),
        Event("outbox.channel_changed", _l("Channel changed")),
        Event("outbox.channel_closed", _l("Channel closed")),
        Event("outbox.channel_tried", _l("Test message sent by a channel")),
        Event("outbox.address_set", _l("Chose where messages reach them")),
        Event("outbox.sent_again", _l("Message sent again")),
        Event("outbox.arrived", _l("Message in doubt was received, as somebody asked")),
        Event("outbox.failures_seen", _l("List of undelivered messages opened"), reads=True),
    ),
    settings=(
        SettingDefinition(
            "outbox.address", _l("Address of the portal from outside"), "", Source.SCHOOL, group=GROUP,
            hint=_l("As in https://school.example; links in messages begin with it"),
        ),
        SettingDefinition(
            "outbox.quiet_from", _l("No messages go out from"), 21, Source.SCHOOL, unit=_l("o'clock"), group=GROUP, most=23,
        ),
        SettingDefinition(
            "outbox.quiet_until", _l("until"), 7, Source.SCHOOL, unit=_l("o'clock"), group=GROUP, most=23,
            hint=_l("The same hour twice means: at any time"),
        ),
        SettingDefinition(
            "outbox.digest_minutes", _l("Several messages for one person are told together within"), 30, Source.SCHOOL,
            unit=_l("minutes"), group=GROUP, most=1440,
        ),
        SettingDefinition(
            "outbox.attempts", _l("A message is tried at most"), 6, Source.SCHOOL, unit=_l("times"), group=GROUP, least=1, most=12,
        ),
        SettingDefinition(
            "outbox.retry_seconds", _l("The second try comes after"), 60, Source.SCHOOL, unit=_l("seconds"), group=GROUP,
            hint=_l("Each further one four times later, at most six hours"), least=1, most=3600,
        ),
    ),
)  # fmt: skip
