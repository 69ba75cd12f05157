"""Those near the child: adding, changing and ending them; showing a telephone; orders that keep one away."""

from __future__ import annotations

from typing import Any

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.blueprint import blueprint
from portal.children.filling import filled, page_of
from portal.children.forms import GuardianForm, OrderForm
from portal.children.kinship import relation_words
from portal.children.models import Guardian, Rights
from portal.children.operations import guardians
from portal.children.operations.telephones import reveal_telephone
from portal.children.scope import find
from portal.core.blueprint import current_viewer
from portal.core.telephone import masked

BOTH = ("GET", "POST")


@blueprint.page("/children/<int:child_id>/guardians/new", requires=Permission.EDIT_CHILD, methods=BOTH)
def guardian_new(child_id: int) -> ResponseReturnValue:
    """Someone near the child who was not in the file."""
    child, form = find(current_viewer(), child_id, Tier.WELFARE), GuardianForm(version=1)

    def save(by: Viewer) -> None:
        guardians.add_guardian(child, _words(form), by=by)

    return filled(child, form, _("Add a guardian or carer"), save, said=_("The person is in the file"), part="care")


@blueprint.page("/children/<int:child_id>/guardians/<int:guardian_id>", requires=Permission.EDIT_CHILD, methods=BOTH)
def guardian(child_id: int, guardian_id: int) -> ResponseReturnValue:
    """Change what is known of a guardian or carer."""
    viewer = current_viewer()
    found = guardians.guardian_within(viewer, child_id, guardian_id)
    child, form = find(viewer, child_id, Tier.WELFARE), GuardianForm(data=_known(found))
    form.telephone.description = _known_number(found)

    def save(by: Viewer) -> None:
        guardians.edit_guardian(found, _words(form), form.version.data, by=by)

    return filled(child, form, _("Change %(name)s", name=found.name), save, said=_("The changes are saved"), part="care")


def _known(found: Guardian) -> dict[str, Any]:
    names = ("name", "relation", "is_guardian", "is_carer", "rights", "address", "workplace", "version")
    return {name: getattr(found, name) for name in names} | {"telephone": ""}


def _known_number(found: Guardian) -> str:
    if not found.telephone:
        return ""
    return _("%(number)s is in the file. Leave it empty to keep it.", number=masked(found.telephone))


def _words(form: GuardianForm) -> guardians.GuardianWords:
    return guardians.GuardianWords(
        name=form.name.data,
        relation=form.relation.data,
        is_guardian=form.is_guardian.data,
        is_carer=form.is_carer.data,
        rights=Rights(form.rights.data),
        telephone=form.telephone.data or "",
        address=form.address.data or "",
        workplace=form.workplace.data or "",
    )


@blueprint.page("/children/<int:child_id>/guardians/<int:guardian_id>/ending", requires=Permission.EDIT_CHILD, methods=("POST",))
def guardian_ending(child_id: int, guardian_id: int) -> ResponseReturnValue:
    """No longer guardian or carer."""
    viewer = current_viewer()
    guardians.end_guardian(guardians.guardian_within(viewer, child_id, guardian_id), by=viewer)
    flash(_("Ended; it stays in the course of events"), "ok")
    return page_of(child_id, "care")


@blueprint.page(
    "/children/<int:child_id>/guardians/<int:guardian_id>/telephone", requires=Permission.REVEAL_TELEPHONE, methods=("POST",)
)
def telephone(child_id: int, guardian_id: int) -> ResponseReturnValue:
    """Show a number to call; showing it is noted."""
    shown = reveal_telephone(child_id, guardian_id, by=current_viewer())
    back = url_for("children.file", child_id=child_id, _anchor="care")
    return render_template("children/telephone.html", guardian=shown, relation=relation_words(shown.relation), back=back)


@blueprint.page("/children/<int:child_id>/guardians/<int:guardian_id>/order", requires=Permission.KEEP_ORDERS, methods=BOTH)
def order(child_id: int, guardian_id: int) -> ResponseReturnValue:
    """An order of a court or the police keeps this person away."""
    viewer = current_viewer()
    found = guardians.guardian_within(viewer, child_id, guardian_id)
    child, form = find(viewer, child_id, Tier.WELFARE), OrderForm()

    def save(by: Viewer) -> None:
        guardians.give_order(found, form.issued_by.data, form.from_day.data, form.until_day.data, by=by)

    title = _("Keep %(name)s away by order", name=found.name)
    return filled(child, form, title, save, said=_("The order is saved; access is closed"), part="care")


@blueprint.page(
    "/children/<int:child_id>/guardians/<int:guardian_id>/order/lifting", requires=Permission.KEEP_ORDERS, methods=("POST",)
)
def order_lifting(child_id: int, guardian_id: int) -> ResponseReturnValue:
    """The order no longer holds."""
    viewer = current_viewer()
    guardians.lift_orders(guardians.guardian_within(viewer, child_id, guardian_id), by=viewer)
    flash(_("The order is lifted"), "ok")
    return page_of(child_id, "care")
