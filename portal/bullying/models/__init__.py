"""Tables of bullying; each file brings those of one act."""

from portal.bullying.models import reports

__all__ = ["reports"]
