"""Writes of weekly contact."""
