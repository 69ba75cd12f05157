"""Pages about personal information as a whole."""

from portal.privacy.views import archive, assessing, kept
from portal.privacy.views.door import blueprint

__all__ = ["archive", "assessing", "blueprint", "kept"]
