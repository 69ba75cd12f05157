"""What accounts give the house."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.accounts.happenings import new_devices
from portal.accounts.holdings import HOLDINGS
from portal.core.contributions import Contributions, Event, SettingDefinition, Source

_GROUP = _l("Signing in")
_STANDARD = _l("GB/T 22239 asks for it; the number is the school's own")

contributions = Contributions(
    domain="accounts",
    holdings=HOLDINGS,
    events=(
        Event("accounts.signed_in", _l("Signed in")),
        Event("accounts.signed_out", _l("Signed out")),
        Event("accounts.sign_in_failed", _l("Sign-in refused")),
        Event("accounts.locked", _l("Account locked after too many tries")),
        Event("accounts.unlocked", _l("Account unlocked")),
        Event("accounts.opened", _l("Account made")),
        Event("accounts.invited", _l("Invitation made")),
        Event("accounts.invitation_cancelled", _l("Invitation cancelled")),
        Event("accounts.password_set", _l("Password set")),
        Event("accounts.second_factor_set", _l("Second factor set up")),
        Event("accounts.second_factor_removed", _l("Second factor taken off")),
        Event("accounts.recovery_codes_made", _l("Recovery codes made")),
        Event("accounts.recovery_code_used", _l("Recovery code used")),
        Event("accounts.sessions_ended", _l("Sessions ended")),
        Event("accounts.stopped", _l("Account stopped")),
        Event("accounts.resumed", _l("Account open again")),
        Event("accounts.closed", _l("Account closed")),
        Event("accounts.form_kept", _l("Form kept after the session ended")),
        Event("accounts.form_finished", _l("Kept form sent")),
    ),
    settings=(
        SettingDefinition(
            "accounts.idle_minutes",
            _l("Signed out after so long without use"),
            30,
            Source.SCHOOL,
            _STANDARD,
            _l("minutes"),
            _GROUP,
            least=5,
            most=240,
        ),
        SettingDefinition(
            "accounts.longest_hours",
            _l("Longest time signed in"),
            12,
            Source.SCHOOL,
            _STANDARD,
            _l("hours"),
            _GROUP,
            least=1,
            most=24,
        ),
        SettingDefinition(
            "accounts.failures_before_lock",
            _l("Wrong tries before an account is locked"),
            5,
            Source.SCHOOL,
            _STANDARD,
            _l("tries"),
            _GROUP,
            least=3,
            most=20,
        ),
        SettingDefinition(
            "accounts.lock_minutes",
            _l("An account stays locked for"),
            15,
            Source.SCHOOL,
            _STANDARD,
            _l("minutes"),
            _GROUP,
            least=5,
            most=1440,
        ),
        SettingDefinition(
            "accounts.invitation_days",
            _l("An invitation can be used for"),
            7,
            Source.SCHOOL,
            "",
            _l("days"),
            _GROUP,
            least=1,
            most=30,
        ),
        SettingDefinition(
            "accounts.password_length",
            _l("Shortest password of staff"),
            10,
            Source.SCHOOL,
            _STANDARD,
            _l("characters"),
            _GROUP,
            least=8,
            most=64,
        ),
        SettingDefinition(
            "accounts.family_password_length",
            _l("Shortest password of parents and carers"),
            8,
            Source.SCHOOL,
            _STANDARD,
            _l("characters"),
            _GROUP,
            least=8,
            most=64,
        ),
    ),
    happenings=(new_devices,),
)
