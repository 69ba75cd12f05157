"""The pages of courses."""

from portal.courses.views import attendance, certificates, coverage, family, home_lessons, learning, media, quiz, sessions
from portal.courses.views.blueprint import blueprint

__all__ = ["attendance", "blueprint", "certificates", "coverage", "family", "home_lessons", "learning", "media", "quiz", "sessions"]
