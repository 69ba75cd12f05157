"""Writes of mandatory reports, one file an act."""
