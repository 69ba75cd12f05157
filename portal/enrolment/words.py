"""The acts on the roll in words."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from portal.core.errors import Words
from portal.enrolment.models import Reason

REASONS: Mapping[Reason, Words] = {
    Reason.IN_REGISTRY: _l("Came with the registry"),
    Reason.NOT_IN_REGISTRY: _l("Not in the registry any more"),
    Reason.BACK_IN_REGISTRY: _l("Back in the registry"),
    Reason.CLASS_IN_REGISTRY: _l("Class changed in the registry"),
    Reason.TRANSFERRED_IN: _l("Came from another school"),
    Reason.TRANSFERRED_OUT: _l("Went to another school"),
    Reason.SUSPENDED: _l("Schooling paused"),
    Reason.RESUMED: _l("Schooling resumed"),
    Reason.CLASS_CHANGED: _l("Changed class"),
    Reason.GRADUATED: _l("Graduated"),
    Reason.MERGED: _l("Joined with another file"),
}

#: What the button of a move says.
MOVES: Mapping[Reason, Words] = {
    Reason.SUSPENDED: _l("Pause schooling"),
    Reason.RESUMED: _l("Resume schooling"),
    Reason.TRANSFERRED_OUT: _l("Goes to another school"),
    Reason.TRANSFERRED_IN: _l("Comes back to this school"),
    Reason.CLASS_CHANGED: _l("Change class"),
}
