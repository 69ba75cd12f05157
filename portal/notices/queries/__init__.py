"""Reads of notices: what the staff sees of its own reach, and what a family sees of its own children."""
