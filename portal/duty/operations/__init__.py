"""Writes of duty; each ends in the keyword `by`."""
