"""What pairing keeps."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission
from portal.core.holdings import EMPTIED, Ground, Holding, about, under
from portal.pairing.models import HandOver, Pairing, PairingEnding, Talk, TalkWithdrawal

HOLDINGS = (
    Holding(
        "pairing.talks",
        _l("Named adults, talks with children, hand-overs"),
        _l("That each child has an adult who listens"),
        Ground.DUTY,
        _l("Law on the Protection of Minors, article 29; the city's plan"),
        ("pairing", "pairing_ending", "talk", "talk_withdrawal", "hand_over"),
        opened_by=(Permission.RECORD_TALK, Permission.SEE_PAIRS),
        months=36,
        texts=(
            about(Pairing, child_said=None),
            under(PairingEnding.pairing_id, Pairing, note=None),
            about(Talk, place=None, noticed=EMPTIED, measures=None, next_step=None),
            under(TalkWithdrawal.talk_id, Talk, reason=EMPTIED),
            about(HandOver, words=EMPTIED),
        ),
    ),
)
