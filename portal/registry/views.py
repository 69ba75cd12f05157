"""Pages of the import: a file comes, its check is shown as what would change, it goes in, and can be taken back."""

from __future__ import annotations

import io
from functools import partial
from pathlib import Path
from typing import Any

from flask import current_app, flash, make_response, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.core.blueprint import Door, current_viewer
from portal.core.errors import NotFound
from portal.core.sheets.writing import XLSX
from portal.registry import work
from portal.registry.columns import BY_NAME
from portal.registry.forms import ConfirmForm, UploadForm
from portal.registry.models import RegistryImport, Step
from portal.registry.operations import jobs, receiving
from portal.registry.operations.deciding import decide
from portal.registry.operations.exporting import export_roll
from portal.registry.operations.marked import write_marked
from portal.registry.operations.undoing import may_undo, undo, undo_until
from portal.registry.plan import Kind
from portal.registry.queries import changed_since, found_import
from portal.registry.shown import HINTS, LISTS, STEPS, headings_choices, imports_page, likely_part, rows_page

blueprint = Door("registry", __name__)
IMPORT = Permission.IMPORT_REGISTRY
REFRESH_SECONDS = "3"
_LISTS = (Kind.NEW, Kind.CHANGED, Kind.LEFT, Kind.PARKED, "warned", Kind.UNCHANGED)


def _folder() -> Path:
    folder: Path = current_app.config["PORTAL"].uploads
    return folder


def _work_on(found: RegistryImport, viewer: Viewer) -> None:
    """Begin the job that belongs to the import's step, once this request is in."""
    job = jobs.apply if found.step is Step.APPLYING else jobs.check
    work.begin_after_commit(found.id, partial(_job, job, found.id, _folder(), viewer))


def _job(job: object, import_id: int, folder: Path, viewer: Viewer, progress: work.Progress) -> None:
    job(import_id, folder, progress, viewer)  # type: ignore[operator]


@blueprint.page("/registry/imports", requires=IMPORT)
def index() -> ResponseReturnValue:
    """Every import so far, and the place for the next file."""
    return _index(UploadForm(), request.args.get("page", 1, type=int))


def _index(form: UploadForm, number: int) -> str:
    return render_template(
        "registry/index.html",
        form=form,
        page=imports_page(number),
        steps=STEPS,
        one_url=url_for("registry.one", import_id=0).removesuffix("0"),
        page_url=lambda page: url_for("registry.index", page=page),
    )


@blueprint.page("/registry/imports", requires=IMPORT, methods=("POST",))
def upload() -> ResponseReturnValue:
    """Take a file in for checking."""
    form, viewer = UploadForm(), current_viewer()
    made: list[RegistryImport] = []

    def keep() -> None:
        file = form.file.data
        made.append(receiving.receive(_folder(), file.stream, file.filename or "", by=viewer))

    if not form.accepts(keep):
        return _index(form, 1), 422
    if made[0].step is Step.CHECKING:
        _work_on(made[0], viewer)
    return redirect(url_for("registry.one", import_id=made[0].id), code=303)


@blueprint.page("/registry/imports/<int:import_id>", requires=IMPORT)
def one(import_id: int) -> ResponseReturnValue:
    """Where this import stands: headings to say, what would change, how far it is, or what it did."""
    found = found_import(import_id)
    running = work.progress_of(found.id) is not None
    answer = make_response(render_template("registry/one.html", found=found, running=running, **_lists(), **_standing(found)))
    if running:
        answer.headers["Refresh"] = REFRESH_SECONDS
    return answer


def _standing(found: RegistryImport) -> dict[str, Any]:
    undoable = may_undo(found)
    return {
        "form": ConfirmForm(extent="part" if likely_part(found) else "school"),
        "progress": work.progress_of(found.id),
        "choices": headings_choices(found),
        "undoable": undoable,
        "undo_until": undo_until(found),
        "changed": changed_since(found) if undoable else (),
    }


def _lists() -> dict[str, Any]:
    return {
        "lists_of": _LISTS,
        "list_words": LISTS,
        "kind_hints": HINTS,
        "steps": STEPS,
        "file_url": url_for("children.file", child_id=0).removesuffix("0"),
    }


@blueprint.page("/registry/imports/<int:import_id>/rows/<kind>", requires=IMPORT)
def rows(import_id: int, kind: str) -> ResponseReturnValue:
    """The rows behind one of the numbers."""
    if kind not in (*Kind, "warned"):
        raise NotFound
    found = found_import(import_id)
    page = rows_page(found, kind, request.args.get("page", 1, type=int))
    address = partial(url_for, "registry.rows", import_id=found.id)
    counts = {each: found.warned if each == "warned" else getattr(found, each) for each in _LISTS}
    tabs = [(LISTS[each], address(kind=each), each == kind, count) for each, count in counts.items() if count or each == kind]
    pages = partial(address, kind=kind)
    return render_template(
        "registry/rows.html", found=found, kind=kind, page=page, tabs=tabs, page_url=lambda number: pages(page=number), **_lists()
    )


@blueprint.page("/registry/imports/<int:import_id>/rows/<int:number>/is/<int:child_id>", requires=IMPORT, methods=("POST",))
def decide_row(import_id: int, number: int, child_id: int) -> ResponseReturnValue:
    """Which child a doubtful row is, 0 for another one; the file is checked once more with that."""
    found, viewer = found_import(import_id), current_viewer()
    decide(found, number, child_id, by=viewer)
    _work_on(found, viewer)
    return redirect(url_for("registry.one", import_id=found.id), code=303)


@blueprint.page("/registry/imports/<int:import_id>/headings", requires=IMPORT, methods=("POST",))
def headings(import_id: int) -> ResponseReturnValue:
    """What this school's own headings mean."""
    found, viewer = found_import(import_id), current_viewer()
    words = (found.notes or {}).get("unknown", [])
    said = {word: request.form.get(f"heading-{number}", "") for number, word in enumerate(words)}
    receiving.say_headings(found, {word: column for word, column in said.items() if column in BY_NAME or not column}, by=viewer)
    _work_on(found, viewer)
    return redirect(url_for("registry.one", import_id=found.id), code=303)


@blueprint.page("/registry/imports/<int:import_id>/confirmation", requires=IMPORT, methods=("POST",))
def confirm(import_id: int) -> ResponseReturnValue:
    """Let the import go in; a second tab or click finds it on its way."""
    found, viewer, form = found_import(import_id), current_viewer(), ConfirmForm()
    if receiving.confirm(found, part_only=form.extent.data == "part", by=viewer):
        _work_on(found, viewer)
    return redirect(url_for("registry.one", import_id=found.id), code=303)


@blueprint.page("/registry/imports/<int:import_id>/check", requires=IMPORT, methods=("POST",))
def check_again(import_id: int) -> ResponseReturnValue:
    """Check once more, or take up work that was cut off."""
    found, viewer = found_import(import_id), current_viewer()
    receiving.ask_again(found, by=viewer)
    _work_on(found, viewer)
    return redirect(url_for("registry.one", import_id=found.id), code=303)


@blueprint.page("/registry/imports/<int:import_id>/withdrawal", requires=IMPORT, methods=("POST",))
def throw_away(import_id: int) -> ResponseReturnValue:
    """The uploaded file goes; nothing was changed."""
    receiving.throw_away(found_import(import_id), _folder(), by=current_viewer())
    flash(_("The file was thrown away. No child's file was changed."))
    return redirect(url_for("registry.index"), code=303)


@blueprint.page("/registry/imports/<int:import_id>/undoing", requires=IMPORT, methods=("POST",))
def undo_import(import_id: int) -> ResponseReturnValue:
    """Put every file back as it was before this import."""
    found = found_import(import_id)
    undo(found, by=current_viewer())
    flash(_("The import was undone. Every file is as it was before."))
    return redirect(url_for("registry.one", import_id=found.id), code=303)


@blueprint.page("/registry/imports/<int:import_id>/marked", requires=IMPORT)
def marked(import_id: int) -> ResponseReturnValue:
    """The uploaded workbook with the doubtful cells coloured and explained."""
    target = io.BytesIO()
    name = write_marked(target, found_import(import_id), _folder())
    return send_file(target, mimetype=XLSX, as_attachment=True, download_name=name)


@blueprint.page("/registry/roll", requires=IMPORT)
def roll() -> ResponseReturnValue:
    """The roll in the registry's form."""
    target = io.BytesIO()
    export_roll(target, labels="labels" in request.args, by=current_viewer())
    target.seek(0)
    return send_file(target, mimetype=XLSX, as_attachment=True, download_name=_("roll.xlsx"))
