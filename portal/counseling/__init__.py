"""Counseling: a room with opening hours, cases that are never lost, and notes that only their author reads.

Counselors use it. A *case* is one child's way through the room; a *session* has a sealed note and one line for the teacher;
a *level* says how closely the counselor watches, and is changed by two people.
"""
