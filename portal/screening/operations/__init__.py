"""Writes of screening, one file an act."""
