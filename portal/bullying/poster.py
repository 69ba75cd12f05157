"""The poster that hangs in every class: a QR code to the form without a name, and whom to call."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from portal.core.pdf.document import Document


def poster(school: str, address: str, telephones: Sequence[tuple[object, object]]) -> bytes:
    """One sheet; `telephones` are names and numbers, those without a number are left out."""
    paper = Document(title=_("Somebody is hurt, mocked or shut out? Tell us."), school=school, printed_by="", internal=False)
    paper.paragraph(_("Scan this with any telephone. You need not say who you are."), "big").qr(address, side=80)
    paper.facts([(_("Address"), address)], columns=1)
    paper.paragraph(
        _("You get a code. With it you can read the answer and go on talking, and nobody learns who you are."), "indent"
    )
    paper.heading(_("Or call"))
    paper.facts([*telephones, (_("Police"), "110"), (_("Protection of minors"), "12345"), (_("Somebody to talk to"), "12356")])
    return paper.bytes()
