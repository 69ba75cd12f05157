"""Reads of duty; the first argument is the viewer, except where only days are asked about."""
