"""What every form of telling has in common: where pictures go, and a report made from a form."""

from __future__ import annotations

from pathlib import Path

from flask import current_app

from portal.access.permissions import Role
from portal.bullying.forms.reports import ReportForm
from portal.bullying.models.reports import Channel, Safety
from portal.bullying.operations.reporting import Told
from portal.bullying.report_words import TEXTS


def folder() -> Path:
    """Where pictures are kept, sealed."""
    found: Path = current_app.config["PORTAL"].uploads
    return found


def told(form: ReportForm, channel: Channel, code: str = "") -> Told:
    """The report as the form holds it."""
    texts = {key: form[key].data for key in TEXTS if key in form}
    sent = [file for file in form.pictures.data or () if getattr(file, "filename", "")]
    return Told(
        channel=channel,
        safety=Safety(form.safety.data),
        account={**texts, "kinds": list(form.kinds.data or ())},
        pictures=[file.stream.read() for file in sent],
        kept_from=Role(form.kept_from.data) if form.kept_from.data else None,
        code=code,
    )
