"""Guidance for families: five-minute lessons, and the sessions of the parents' school.

Families learn, teachers write and hold sessions. A *lesson* is text with front matter; a *completion* keeps the version learned.
"""
