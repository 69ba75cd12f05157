"""Everything that changes in the outbox: queueing, gathering, leasing and settling; and the ways out themselves."""

from portal.outbox.operations.queueing import queue, take_back

__all__ = ["queue", "take_back"]
