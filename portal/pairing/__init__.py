"""Pairing: every left-behind child has a named adult at school who keeps in touch, and a place to hand a worry on.

Used by the safeguarding lead (who with whom), by the paired adults (talks), by whoever takes what is handed over.
"""
