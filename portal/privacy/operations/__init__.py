"""Writes about personal information as a whole, one file an act."""
