"""Writes of care: agreements, what is known of carers, calls, assessments, notices."""
