"""Writes of bullying, one file an act."""
