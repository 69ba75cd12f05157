"""The journal: who did or opened what, when and from where; append-only, chained by keyed hashes, without content.

Operations call `record(...)` inside their transaction; audit pages, timelines and "who looked" read it.
"""
