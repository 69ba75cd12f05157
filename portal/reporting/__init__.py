"""Mandatory reports: whoever works here and finds a child in danger reports it, and the law's clocks are kept.

Any member of staff files one; the lead brings it to police, bureau and civil affairs. A *receipt* proves that an office knows.
"""
