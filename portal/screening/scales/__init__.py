"""Scoring keys as data: one documented format, read, checked against its schema and its own meaning, and looked up by name."""
