"""What the import of the registry keeps beside the files themselves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, select

from portal.core import clock
from portal.core.holdings import EMPTIED, Ground, Holding, Texts
from portal.registry.models import RegistryImport, RegistryImportChange, RegistryImportRow, Step

OVER = (Step.APPLIED, Step.UNDONE, Step.DROPPED, Step.FAILED)


def _ended(day: date) -> Select[*tuple[Any, ...]]:
    """Imports that are over and were uploaded on that day or before."""
    columns = (RegistryImport.id, RegistryImport.filename, RegistryImport.uploaded_at)
    return select(*columns).where(
        RegistryImport.step.in_(OVER), RegistryImport.uploaded_at < clock.begin_of(day + timedelta(days=1))
    )


HOLDINGS = (
    Holding(
        "registry.imports",
        _l("Rows of imported files, and what stood before them"),
        _l("To show what an import changed, and to take it back"),
        Ground.DUTY,
        _l("rules on the registry of pupils"),
        ("registry_import", "registry_import_row", "registry_import_change", "registry_word"),
        months=6,
        texts=(
            Texts(RegistryImportRow, RegistryImportRow.import_id.in_, {"content": {"name": EMPTIED, "class": ""}}),
            Texts(RegistryImportChange, RegistryImportChange.import_id.in_, {"before": {}}),
        ),
        ended=_ended,
    ),
)
