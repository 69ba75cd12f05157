"""Writes of pairing, one file an act."""
