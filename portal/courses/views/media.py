"""Sound, film and captions of a lesson, in ranges, so that a player may begin anywhere and go on after a break."""

from __future__ import annotations

from pathlib import Path

from flask import current_app, request, send_file
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound
from portal.courses.lesson.media import folder_of
from portal.courses.queries.catalogue import shelf
from portal.courses.queries.drafts import media_rows
from portal.courses.views.blueprint import blueprint

A_WEEK = 7 * 24 * 3600


@blueprint.page("/courses/<slug>/media/<name>", requires=Permission.LEARN)
def media(slug: str, name: str) -> ResponseReturnValue:
    """The file in force under this name; kept by the browser for a week, since megabytes cost money."""
    on_offer, draft = shelf(), request.args.get("draft") and current_viewer().may(Permission.AUTHOR_LESSONS)
    kept = {row.name: row for row in media_rows(slug)} if draft else on_offer.media.get(slug, {})
    found = kept.get(name) if draft or slug in on_offer.lessons else None
    path = media_folder() / found.digest if found else None
    if found is None or path is None or not path.is_file():
        raise NotFound
    answer = send_file(path, mimetype=found.media_type, conditional=True, etag=found.digest, max_age=A_WEEK)
    answer.headers["Cache-Control"] = f"private, max-age={A_WEEK}"
    return answer


def media_folder() -> Path:
    """Where media of lessons lie: by content, in the instance folder; nothing personal is in them."""
    return folder_of(current_app.config["PORTAL"].instance)
