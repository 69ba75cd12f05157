"""What the trade's codes are called on the screen."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from portal.core.errors import Words
from portal.pairing.models import Mode, Reason, Receiver, WishKind
from portal.pairing.rules import Objection

REASONS: Mapping[Reason, Words] = {
    Reason.TEACHER_LEFT: _l("The adult has left the school or the post"),
    Reason.VETTING_ENDED: _l("The adult's vetting is no longer valid"),
    Reason.LONG_LEAVE: _l("Long leave"),
    Reason.CHILD_LEFT: _l("The child has left the school"),
    Reason.NO_LONGER_LEFT_BEHIND: _l("A parent is back"),
    Reason.CHILD_WISHES: _l("The child wishes it"),
    Reason.CONFLICT: _l("Conflict of interest"),
    Reason.LOAD: _l("Too many children for one adult"),
    Reason.OTHER: _l("Another reason"),
}

MODES: Mapping[Mode, Words] = {
    Mode.TALK: _l("Talk in person"),
    Mode.TELEPHONE: _l("Telephone or video"),
    Mode.TUTORING: _l("Help with lessons"),
    Mode.ACTIVITY: _l("Activity together"),
    Mode.HELP: _l("Help in kind"),
}

RECEIVERS: Mapping[Receiver, Words] = {
    Receiver.COUNSELOR: _l("Counselor"),
    Receiver.LEAD: _l("Safeguarding lead"),
    Receiver.AID: _l("Aid for the family"),
}

WISHES: Mapping[WishKind, Words] = {
    WishKind.WANTED: _l("The child would like this adult"),
    WishKind.UNWANTED: _l("The child would not like this adult"),
    WishKind.CONFLICT: _l("There is a conflict between the two"),
}

OBJECTIONS: Mapping[Objection, Words] = {
    Objection.NO_POST: _l("has no post at school today"),
    Objection.NOT_VETTED: _l("has no clear and valid vetting"),
    Objection.CONFLICT: _l("is in conflict with the child or its family"),
    Objection.UNWANTED: _l("is not wanted by the child"),
    Objection.FAMILY: _l("is family of the child"),
    Objection.OTHER_SEX: _l("is of the other sex, and the child boards"),
    Objection.FULL: _l("has as many children as allowed"),
}
