"""The poster for classes and corridors."""

from __future__ import annotations

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.bullying.poster import poster as drawn
from portal.bullying.views.blueprint import blueprint
from portal.core.blueprint import current_viewer
from portal.core.pdf.answering import answer
from portal.journal.operations import record
from portal.school.queries import school_profile, setting


@blueprint.page("/bullying/poster.pdf", requires=Permission.HANDLE_BULLYING)
def poster() -> ResponseReturnValue:
    """The sheet with the QR code, and the numbers a school must make known."""
    profile = school_profile()
    numbers = [
        (_("Telephone against bullying"), setting("bullying.telephone")),
        (_("Mail address against bullying"), setting("bullying.mail")),
        (_("Telephone of the legal vice principal"), setting("bullying.legal_telephone")),
        (_("Telephone of the head of safety"), setting("bullying.leader_telephone")),
    ]
    record("bullying.poster_printed", by=current_viewer())
    return answer(drawn(profile.name if profile else "", url_for("bullying.speak", _external=True), numbers), "poster.pdf")
