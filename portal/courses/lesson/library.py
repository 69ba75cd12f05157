"""The lessons every school begins with: text files that come with the portal."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from portal.courses.lesson.reading import read
from portal.courses.lesson.shape import Lesson

FOLDER = Path(__file__).parent.parent / "data" / "lessons"


@cache
def library() -> Mapping[str, Lesson]:
    """Every lesson of the library by its id, in the order in which families meet them; read once."""
    lessons = [read(path.read_text(encoding="utf8")) for path in sorted(FOLDER.glob("*.md"))]
    return {lesson.id: lesson for lesson in lessons}
