"""Writes of prevention, one file an act."""
