"""Tables of duty; each file brings those of one act."""

from portal.duty.models import fairness, gate, roster, stays, swaps

__all__ = ["fairness", "gate", "roster", "stays", "swaps"]
