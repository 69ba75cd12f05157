"""Reads of counseling; sealed notes are found in `notes.py` and nowhere else."""
