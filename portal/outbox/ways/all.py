"""Every kind of channel and the way that speaks it."""

from __future__ import annotations

from collections.abc import Mapping

from portal.outbox.models import ChannelKind
from portal.outbox.ways.bots import DingTalk, Feishu, WeCom
from portal.outbox.ways.mail import Mail
from portal.outbox.ways.speaking import Way
from portal.outbox.ways.webhook import Webhook

WAYS: Mapping[ChannelKind, Way] = {
    ChannelKind.MAIL: Mail(),
    ChannelKind.WECOM: WeCom(),
    ChannelKind.DINGTALK: DingTalk(),
    ChannelKind.FEISHU: Feishu(),
    ChannelKind.WEBHOOK: Webhook(),
}
