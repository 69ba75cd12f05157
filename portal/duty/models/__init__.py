"""Tables of duty; each file brings those of one act."""

from portal.duty.models import fairness, gate, roster, shifts, stays, swaps, tonight

__all__ = ["fairness", "gate", "roster", "shifts", "stays", "swaps", "tonight"]
