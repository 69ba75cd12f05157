"""Changing who the child is."""

from __future__ import annotations

from dataclasses import asdict

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.blueprint import blueprint
from portal.children.filling import filled
from portal.children.forms import IdentityForm
from portal.children.operations.identity import IdentityWords, edit_identity, identity_words
from portal.children.scope import find
from portal.core.blueprint import current_viewer


@blueprint.page("/children/<int:child_id>/identity", requires=Permission.EDIT_CHILD, methods=("GET", "POST"))
def identity(child_id: int) -> ResponseReturnValue:
    """Name, birth, boarding, home."""
    child = find(current_viewer(), child_id, Tier.WELFARE)
    form = IdentityForm(data=asdict(identity_words(child)) | {"version": child.version})

    def save(by: Viewer) -> None:
        edit_identity(child, _words(form), form.version.data, by=by)

    return filled(child, form, _("Change the child's particulars"), save, said=_("The changes are saved"))


def _words(form: IdentityForm) -> IdentityWords:
    return IdentityWords(
        name=form.name.data,
        former_name=form.former_name.data or "",
        sex=form.sex.data,
        birth_date=form.birth_date.data,
        boarding=form.boarding.data,
        home=form.home.data or "",
        number_in_class=form.number_in_class.data or "",
        id_number=form.id_number.data or "",
    )
