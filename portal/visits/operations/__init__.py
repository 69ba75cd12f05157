"""Writes of home visits, one file an act."""
