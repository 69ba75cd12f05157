"""Writes of courses, one file an act."""
