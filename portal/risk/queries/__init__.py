"""Reads of attention: grades of a list, one child, proposals, alarms, the school's choices."""
