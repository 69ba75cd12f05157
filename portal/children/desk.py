"""What the children's files put on the desk."""

from __future__ import annotations

from collections.abc import Sequence

from portal.access.viewer import Viewer
from portal.children.queries.own_classes import own_classes
from portal.core.contributions import Panel
from portal.school.classes import class_name
from portal.school.queries import setting


def my_classes(viewer: Viewer) -> Sequence[Panel]:
    """One panel for each class of a homeroom teacher."""
    return [
        Panel(
            f"class-{found.class_id}",
            "children/_my_class.html",
            {"name": class_name(found.class_id), "found": found, "definition": setting("children.definition")},
            order=20,
            aside=True,
        )
        for found in own_classes(viewer)
    ]
