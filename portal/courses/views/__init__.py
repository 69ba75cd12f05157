"""The pages of courses."""

from portal.courses.views import (
    attendance,
    authoring,
    certificates,
    coverage,
    family,
    home_lessons,
    learning,
    media,
    quiz,
    reviewing,
    sessions,
)
from portal.courses.views.blueprint import blueprint

__all__ = [
    "attendance",
    "authoring",
    "blueprint",
    "certificates",
    "coverage",
    "family",
    "home_lessons",
    "learning",
    "media",
    "quiz",
    "reviewing",
    "sessions",
]
