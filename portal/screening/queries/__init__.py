"""Reads of screening, one file a matter."""
