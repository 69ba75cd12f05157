"""Reads of mandatory reports; the first argument is the viewer."""
