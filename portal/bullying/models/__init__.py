"""Tables of bullying; each file brings those of one act."""

from portal.bullying.models import cases, committee, evidence, letters, measures, reports, seals, steps

__all__ = ["cases", "committee", "evidence", "letters", "measures", "reports", "seals", "steps"]
