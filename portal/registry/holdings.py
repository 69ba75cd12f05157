"""What the import of the registry keeps beside the files themselves."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission
from portal.core.holdings import EMPTIED, Ground, Holding, Texts, uploads_over
from portal.registry.models import RegistryImport, RegistryImportChange, RegistryImportRow, Step

HOLDINGS = (
    Holding(
        "registry.imports",
        _l("Rows of imported files, and what stood before them"),
        _l("To show what an import changed, and to take it back"),
        Ground.DUTY,
        _l("rules on the registry of pupils"),
        ("registry_import", "registry_import_row", "registry_import_change", "registry_word"),
        opened_by=(Permission.IMPORT_REGISTRY,),
        months=6,
        texts=(
            Texts(RegistryImportRow, RegistryImportRow.import_id.in_, {"content": {"name": EMPTIED, "class": ""}}),
            Texts(RegistryImportChange, RegistryImportChange.import_id.in_, {"before": {}}),
        ),
        ended=uploads_over(RegistryImport, Step.APPLIED, Step.UNDONE, Step.DROPPED, Step.FAILED),
    ),
)
