"""Reads of home visits: single visits, coverage of the duty, routes, follow-ups."""
