"""Reads of the family's pages, of the slips, and of what families sent."""

from portal.home.queries.slips import enrolled_guardians, find_slip, own_children, slip, slip_classes, waiting_guardians

__all__ = ["enrolled_guardians", "find_slip", "own_children", "slip", "slip_classes", "waiting_guardians"]
