"""Every figure the school may set, with its range and where its default comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.core.contributions import SettingDefinition, declared_settings
from portal.core.errors import NotFound
from portal.school.forms import SettingForm
from portal.school.operations.keeping import change_setting
from portal.school.queries import setting, setting_versions
from portal.school.views.blueprint import blueprint


@dataclass(frozen=True)
class Shown:
    """A setting with its present value and version."""

    definition: SettingDefinition
    value: int | bool | str
    version: int

    @property
    def is_default(self) -> bool:
        return self.value == self.definition.default


@blueprint.page("/settings", requires=Permission.MANAGE_SCHOOL)
def settings() -> ResponseReturnValue:
    """All settings in their groups."""
    versions = setting_versions()
    shown = [Shown(found, setting(name), versions.get(name, 0)) for name, found in declared_settings().items()]
    return render_template("school/settings.html", groups=_groups(shown))


def _groups(shown: Sequence[Shown]) -> Sequence[tuple[str, Sequence[Shown]]]:
    names = list(dict.fromkeys(str(found.definition.group) for found in shown))
    return [(name, [found for found in shown if str(found.definition.group) == name]) for name in names]


@blueprint.page("/settings/<name>", requires=Permission.MANAGE_SCHOOL)
def one_setting(name: str) -> ResponseReturnValue:
    """One setting to be changed."""
    found = _found(name)
    value = ("yes" if found.value else "no") if isinstance(found.value, bool) else found.value
    return render_template("school/setting.html", found=found, form=SettingForm(data={"value": value, "version": found.version}))


@blueprint.page("/settings/<name>", requires=Permission.MANAGE_SCHOOL, methods=("POST",))
def save_setting(name: str) -> ResponseReturnValue:
    """Save a setting's new value."""
    found, form = _found(name), SettingForm()
    if form.accepts(lambda: change_setting(found.definition, form.value.data, version=form.version.data, by=current_viewer())):
        flash(_("The setting is saved."))
        return redirect(url_for("school.settings"))
    return render_template("school/setting.html", found=found, form=form), 422


def _found(name: str) -> Shown:
    definition = declared_settings().get(name)
    if definition is None:
        raise NotFound
    return Shown(definition, setting(name), setting_versions().get(name, 0))
