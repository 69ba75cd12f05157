"""Bringing results along: the file, what its words mean, what would change, then in it goes."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound
from portal.core.pagination import Page
from portal.core.sheets.cells import Row
from portal.core.sheets.marking import Mark, marked_copy
from portal.core.sheets.writing import XLSX
from portal.screening.forms import ImportForm
from portal.screening.import_words import KINDS, MEANINGS, STATE_WORDS, meanings_of
from portal.screening.importing.planning import Kind
from portal.screening.labels import STEPS
from portal.screening.models import ImportStep, ScreeningImport
from portal.screening.operations import importing
from portal.screening.operations.taking_back import may_take_back, take_back
from portal.screening.queries.imports import found_import, imports_so_far, rounds_to_fill
from portal.screening.scales.definition import Scale
from portal.screening.scales.library import all_scales
from portal.screening.scoring.coding import codings
from portal.screening.shown import language, score_name
from portal.screening.views.blueprint import blueprint

RUN = Permission.RUN_SCREENING
ROWS = 50


@blueprint.page("/screening/imports", requires=RUN, methods=("GET", "POST"))
def imports() -> ResponseReturnValue:
    """Files so far, and the place for the next one."""
    viewer, made = current_viewer(), list[ScreeningImport]()
    form = ImportForm(_forms(), [(0, _("a new round")), *((one.id, one.name) for one in rounds_to_fill())])
    if request.method == "GET":
        form.day.data = clock.today()

    def keep() -> None:
        file = form.file.data
        made.append(importing.receive(file.stream, file.filename or "", _said(form), by=viewer))

    if form.accepts(keep):
        return redirect(url_for("screening.one_import", import_id=made[0].id), code=303)
    shown = {"form": form, "found": imports_so_far(), "steps": STEPS}
    return render_template("screening/imports.html", **shown), 422 if form.errors else 200


def _forms() -> list[tuple[str, Any]]:
    """Every scale with each form and coding it exists in: the file's own has to be said."""
    return [
        (f"{of.id}:{variant}:{coding}", _form_words(of.names.in_language(language()), of.abbr, variant, coding, of))
        for of in all_scales().values()
        for variant in ("", *of.variants)
        for coding in codings(of)
    ]


def _form_words(name: str, abbr: str, variant: str, coding: str, of: Scale) -> str:
    form = f" · {of.variants[variant].label.in_language(language())}" if variant else ""
    return f"{name} ({abbr}){form}" + (_(", answers coded %(coding)s", coding=coding) if len(codings(of)) > 1 else "")


def _said(form: ImportForm) -> importing.Form:
    scale, variant, coding = form.scale.data.split(":")
    return importing.Form(scale, variant, coding, form.name.data or "", form.day.data, form.round_id.data or None)


@blueprint.page("/screening/imports/<int:import_id>", requires=RUN)
def one_import(import_id: int) -> ResponseReturnValue:
    """Where the file stands: words to explain, what would change, or what it did."""
    found = found_import(import_id)
    show = request.args.get("show", "")
    entries = [one for one in _shown(found) if one["kind"] == show or (show == "warned" and one["marks"])]
    number = max(1, request.args.get("page", 1, type=int))
    page = Page(entries[(number - 1) * ROWS : number * ROWS], number, len(entries), ROWS)
    return render_template(
        "screening/import.html",
        found=found,
        show=show,
        page_of=page,
        kinds=KINDS,
        steps=STEPS,
        may_take_back=may_take_back(found),
        here_url=lambda page: url_for("screening.one_import", import_id=import_id, show=show, page=page),
        **_asking(found),
    )


def _shown(found: ScreeningImport) -> Sequence[Mapping[str, Any]]:
    """Every row before it is taken in; afterwards only what was remarked, without any figure: agreement may be withdrawn."""
    if found.step is ImportStep.TAKEN_IN:
        return [{**one, "before": None} for one in found.plan or [] if one["marks"]]
    return found.plan or []


def _asking(found: ScreeningImport) -> Mapping[str, Any]:
    """Words nobody has explained, with what they may mean."""
    if found.step is not ImportStep.MAPPING:
        return {"columns": [], "states": [], "meanings": [], "state_words": STATE_WORDS}
    columns, states = importing.unknown_words(found)
    return {"columns": columns, "states": states, "meanings": _meanings(found), "state_words": STATE_WORDS}


def _meanings(found: ScreeningImport) -> Sequence[tuple[str, str]]:
    of = all_scales()[found.scale]
    return [(meaning, _meaning_words(of, meaning)) for meaning in meanings_of(of)]


def _meaning_words(of: Scale, meaning: str) -> str:
    return str(MEANINGS[meaning]) if meaning in MEANINGS else score_name(of, meaning.partition(":")[2])


@blueprint.page("/screening/imports/<int:import_id>/words", requires=RUN, methods=("POST",))
def import_words(import_id: int) -> ResponseReturnValue:
    """What this platform's headings and states mean."""
    found = found_import(import_id)
    columns, states = importing.unknown_words(found) if found.table else ([], [])
    allowed = {"", *meanings_of(all_scales()[found.scale])}
    said = {word: request.form.get(f"column-{place}", "") for place, word in enumerate(columns)}
    meant = {word: request.form.get(f"state-{place}", "") for place, word in enumerate(states)}
    known = {word: meaning for word, meaning in meant.items() if meaning in STATE_WORDS}
    importing.say_words(found, {word: one for word, one in said.items() if one in allowed}, known, by=current_viewer())
    return redirect(url_for("screening.one_import", import_id=import_id), code=303)


@blueprint.page("/screening/imports/<int:import_id>/confirmation", requires=RUN, methods=("POST",))
def confirm_import(import_id: int) -> ResponseReturnValue:
    """Take the file in; a second click finds it done."""
    found = found_import(import_id)
    if importing.confirm(found, by=current_viewer()):
        flash(_("The results are in"), "ok")
    return redirect(url_for("screening.one_import", import_id=import_id), code=303)


@blueprint.page("/screening/imports/<int:import_id>/withdrawal", requires=RUN, methods=("POST",))
def drop_import(import_id: int) -> ResponseReturnValue:
    """Throw the file away."""
    importing.drop(found_import(import_id), by=current_viewer())
    flash(_("The file was thrown away. Nothing was changed."))
    return redirect(url_for("screening.imports"), code=303)


@blueprint.page("/screening/imports/<int:import_id>/taking-back", requires=RUN, methods=("POST",))
def take_back_import(import_id: int) -> ResponseReturnValue:
    """As if the file had never come."""
    take_back(found_import(import_id), by=current_viewer())
    flash(_("The file is taken back. Everything stands as before."))
    return redirect(url_for("screening.one_import", import_id=import_id), code=303)


@blueprint.page("/screening/imports/<int:import_id>/marked", requires=RUN)
def marked_import(import_id: int) -> ResponseReturnValue:
    """The same table with doubtful cells coloured and explained."""
    found = found_import(import_id)
    if not found.table:
        raise NotFound
    target, table = io.BytesIO(), found.table
    rows = [Row(number, cells) for number, cells in table["rows"]]
    marked_copy(target, table["sheet"], rows, _marks(found), header=table["at"], title=_("What to look at"))
    target.seek(0)
    name = f"{found.filename.rpartition('.')[0]}-{_('marked')}.xlsx"
    return send_file(target, mimetype=XLSX, as_attachment=True, download_name=name)


def _marks(found: ScreeningImport) -> Mapping[tuple[int, int], Sequence[Mark]]:
    return {
        (one["number"], int(column)): [Mark(words, one["kind"] == Kind.PARKED)]
        for one in found.plan
        for column, words in one["marks"].items()
    }
