"""Writes of attention: reviewing, deciding, answering alarms, changing the rules."""
