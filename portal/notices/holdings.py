"""What notices keep."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission
from portal.core.holdings import Ground, Holding, under
from portal.notices.models import Recipient, Reply

HOLDINGS = (
    Holding(
        "notices.replies",
        _l("Notices and what families answered"),
        _l("To tell families, and to know who has read it"),
        Ground.DUTY,
        _l("Law on the Protection of Minors, article 29"),
        ("notice", "notice_reply", "notice_withdrawal"),
        opened_by=(Permission.SEND_NOTICE,),
        months=24,
        texts=(under(Reply.recipient_id, Recipient, words=None),),
    ),
)
