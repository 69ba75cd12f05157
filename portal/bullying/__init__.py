"""Bullying: a report is never lost, never leaks to the other side, and follows the procedure in time.

The lead, the committee and whoever reports use it. An *event* is what happened; a *side* is one child's own confidential
channel in it; a *step* of the procedure is a row that can be proved later.
"""
