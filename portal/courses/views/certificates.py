"""Certificates: the own ones as page, PDF and picture, and the public page that confirms a number."""

from __future__ import annotations

from io import BytesIO

from flask import render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.accounts.throttling import count_try
from portal.core import clock
from portal.core.blueprint import PUBLIC, current_viewer
from portal.core.pdf.answering import answer
from portal.courses.documents import certificate_paper
from portal.courses.models.learning import Certificate
from portal.courses.pictures import certificate_picture
from portal.courses.queries.learning import certificate_numbered, certificate_of, certificates_of
from portal.courses.rules import half_hidden, normal_number
from portal.courses.shown_certificate import Shown, shown_certificate
from portal.courses.views.blueprint import blueprint
from portal.courses.views.learning import frame_of
from portal.school.queries import school_profile


@blueprint.page("/certificates", requires=Permission.LEARN)
def certificates() -> ResponseReturnValue:
    """The viewer's own."""
    found = [_shown(each) for each in certificates_of(current_viewer())]
    return render_template("courses/certificates.html", frame=frame_of(current_viewer()), found=found)


@blueprint.page("/certificates/<int:certificate_id>", requires=Permission.LEARN)
def certificate(certificate_id: int) -> ResponseReturnValue:
    """One certificate, to look at and to save."""
    found = certificate_of(current_viewer(), certificate_id)
    return render_template("courses/certificate.html", frame=frame_of(current_viewer()), found=_shown(found))


@blueprint.page("/certificates/<int:certificate_id>/certificate.pdf", requires=Permission.LEARN)
def certificate_pdf(certificate_id: int) -> ResponseReturnValue:
    """To print."""
    found = _shown(certificate_of(current_viewer(), certificate_id))
    return answer(certificate_paper(found), _("Certificate %(number)s", number=found.number) + ".pdf")


@blueprint.page("/certificates/<int:certificate_id>/certificate.png", requires=Permission.LEARN)
def certificate_png(certificate_id: int) -> ResponseReturnValue:
    """To keep on the phone and to send to the family; shown, not downloaded, so that a long press saves it."""
    found = _shown(certificate_of(current_viewer(), certificate_id))
    return send_file(BytesIO(certificate_picture(found)), mimetype="image/png", download_name=f"{found.number}.png", max_age=0)


@blueprint.page("/certificates/check", requires=PUBLIC)
def check() -> ResponseReturnValue:
    """Whether a number is one of this school's certificates; no more than stands on the paper, the name half hidden."""
    number, found = normal_number(request.args.get("number", "")), None
    if number:
        count_try("certificate")
        held = certificate_numbered(number)
        found = _shown(held) if held else None
    name = half_hidden(found.name) if found else ""
    return render_template("courses/check.html", number=number, found=found, name=name), 200 if found or not number else 404


def _shown(found: Certificate) -> Shown:
    profile = school_profile()
    link = url_for("courses.check", number=found.number, _external=True)
    return shown_certificate(found, profile.name if profile else "", clock.local(found.issued_at).date(), link)
