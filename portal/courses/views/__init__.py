"""The pages of courses."""

from portal.courses.views import certificates, learning, media, quiz
from portal.courses.views.blueprint import blueprint

__all__ = ["blueprint", "certificates", "learning", "media", "quiz"]
