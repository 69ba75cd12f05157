"""Scoring one sheet by a key: flags first, then whether it can be scored, then scores, bands and status. Plain values, no flask."""
