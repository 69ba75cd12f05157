"""What channels, kinds, safety and outcomes of reports are called."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Role
from portal.bullying.models.reports import Channel, Kind, Outcome, Safety
from portal.core.errors import Words

CHANNELS: Mapping[Channel, Words] = {
    Channel.STAFF: _l("I saw or heard it myself"),
    Channel.PUPIL: _l("A pupil told me"),
    Channel.GUARDIAN: _l("A parent or carer told it"),
    Channel.LETTERBOX: _l("From the letterbox"),
    Channel.TELEPHONE: _l("By telephone"),
    Channel.SURVEY: _l("From the survey"),
    Channel.CAMERA: _l("Seen on a camera"),
    Channel.ANONYMOUS: _l("Without a name"),
}

#: The same, as others read it.
CAME: Mapping[Channel, Words] = {
    Channel.STAFF: _l("From the staff"),
    Channel.PUPIL: _l("From a pupil"),
    Channel.GUARDIAN: _l("From a family"),
    Channel.LETTERBOX: _l("From the letterbox"),
    Channel.TELEPHONE: _l("By telephone"),
    Channel.SURVEY: _l("From the survey"),
    Channel.CAMERA: _l("Seen on a camera"),
    Channel.ANONYMOUS: _l("Without a name"),
}

KINDS: Mapping[Kind, Words] = {
    Kind.PHYSICAL: _l("Hitting, kicking, pushing, threatening"),
    Kind.VERBAL: _l("Insulting, mocking, nicknames"),
    Kind.PROPERTY: _l("Taking or spoiling things, demanding money"),
    Kind.RELATIONAL: _l("Shutting out, setting others against somebody"),
    Kind.CYBER: _l("On the network: rumours, pictures, private things"),
    Kind.OTHER: _l("Something else"),
}

SAFETY: Mapping[Safety, Words] = {
    Safety.SAFE: _l("Safe now"),
    Safety.NOT_SAFE: _l("Not safe now"),
    Safety.UNKNOWN: _l("I cannot tell"),
}

OUTCOMES: Mapping[Outcome, Words] = {
    Outcome.CASE: _l("It may be bullying: the procedure is opened"),
    Outcome.JOINED: _l("It belongs to a case that is open"),
    Outcome.OTHERWISE: _l("It is taken up otherwise, as no bullying"),
    Outcome.REFERRED: _l("It goes on as a mandatory report"),
    Outcome.ASKED: _l("More has to be known; it stays open"),
}

#: Whom a report may be about, so that this person does not read it.
KEPT_FROM: Mapping[str, Words] = {
    "": _l("Nobody in particular"),
    Role.SAFEGUARDING_LEAD.value: _l("The safeguarding lead"),
    Role.PRINCIPAL.value: _l("The principal"),
}

#: The texts of an account, in the order they are shown.
TEXTS: Mapping[str, Words] = {
    "words": _l("What happened"),
    "who_hurt": _l("Who was hurt by it"),
    "who_did": _l("Who did it"),
    "seen_by": _l("Who saw it"),
    "place": _l("Where"),
    "when": _l("When"),
    "done": _l("What was done at once"),
}
