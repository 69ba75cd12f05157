"""Tables of courses: lessons and learning, and the sessions of the parents' school."""

from portal.courses.models import learning, lessons, sessions

__all__ = ["learning", "lessons", "sessions"]
