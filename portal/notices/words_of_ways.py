"""Words of the ways out."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from portal.core.errors import Words
from portal.outbox.models import ChannelKind, State

KINDS: Mapping[ChannelKind, Words] = {
    ChannelKind.MAIL: _l("Mail"),
    ChannelKind.WECOM: _l("WeCom group robot"),
    ChannelKind.DINGTALK: _l("DingTalk group robot"),
    ChannelKind.FEISHU: _l("Feishu group robot"),
    ChannelKind.WEBHOOK: _l("Gateway, such as text messages"),
}

STATES: Mapping[State, Words] = {
    State.REFUSED: _l("refused"),
    State.FAILED: _l("tried in vain"),
    State.DOUBTFUL: _l("perhaps delivered"),
}
