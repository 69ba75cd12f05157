"""Writes of counseling, one file an act."""
