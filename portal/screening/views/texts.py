"""The wording of scales: which the school has loaded, and loading the next."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.core.errors import Words
from portal.screening.forms import PackForm
from portal.screening.labels import LANGUAGES
from portal.screening.licence_words import LICENCES
from portal.screening.models import TextPackVersion
from portal.screening.operations.packs import load_pack
from portal.screening.queries.packs import newest_of_all
from portal.screening.scales.definition import Scale
from portal.screening.scales.library import all_scales
from portal.screening.shown import language
from portal.screening.text_packs.reading import shipped
from portal.screening.views.blueprint import blueprint


@blueprint.page("/screening/texts", requires=Permission.RUN_SCREENING, methods=("GET", "POST"))
def texts() -> ResponseReturnValue:
    """Every scale that can be answered here, with its wording by language; a new file becomes a new version."""
    viewer = current_viewer()
    known = {name: one for name, one in all_scales().items() if one.online}
    form = PackForm([(name, f"{one.names.in_language(language())} ({one.abbr})") for name, one in known.items()])

    def load() -> None:
        file = form.file.data
        load_pack(file.stream, file.filename or "", known[form.scale.data], form.language.data, by=viewer)

    if form.accepts(load):
        flash(_("The wording is loaded"), "ok")
        return redirect(url_for("screening.texts"), code=303)
    loaded = newest_of_all()
    rows = [(one, _versions(name, one, loaded)) for name, one in known.items()]
    return render_template(
        "screening/texts.html", form=form, rows=rows, language=language(), licences=LICENCES
    ), 422 if form.errors else 200


Versions = list[tuple[Words, TextPackVersion | None, bool]]


def _versions(name: str, of: Scale, loaded: Mapping[tuple[str, str], TextPackVersion]) -> Versions:
    """By language: its name, the wording loaded, and whether one came with the portal."""
    return [(words, loaded.get((name, code)), shipped(of, code) is not None) for code, words in LANGUAGES.items()]
