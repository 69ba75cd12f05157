"""Giving posts and ending them."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.staff.forms import EndingForm, PostForm
from portal.staff.operations.office import appoint, dismiss, left_open
from portal.staff.queries import open_classes, post_of, staff_person
from portal.staff.views.door import back_to, blueprint


@blueprint.page("/staff/<int:person_id>/posts/new", requires=Permission.MANAGE_ACCOUNTS, methods=("GET", "POST"))
def new_post(person_id: int) -> ResponseReturnValue:
    """Give somebody a post from a day on."""
    found, form = staff_person(current_viewer(), person_id), PostForm()
    form.offer(open_classes())
    if form.accepts(lambda: appoint(found, form.chosen, by=current_viewer(), **form.post())):
        return back_to(person_id, _("The post is given."))
    return render_template("staff/new_post.html", form=form, person=found), 422 if form.errors else 200


@blueprint.page("/staff/<int:person_id>/posts/<int:post_id>/ending", requires=Permission.MANAGE_ACCOUNTS, methods=("GET", "POST"))
def end_post(person_id: int, post_id: int) -> ResponseReturnValue:
    """End a post, with what is left open told first."""
    found, form = staff_person(current_viewer(), person_id), EndingForm()
    post = post_of(found, post_id)
    if form.accepts(lambda: dismiss(post, form.last_day.data, understood=form.understood.data, by=current_viewer())):
        return back_to(person_id, _("The post is ended."))
    page = render_template("staff/end_post.html", form=form, person=found, post=post, gaps=left_open(post))
    return page, 422 if form.errors else 200
