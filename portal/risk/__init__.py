"""Attention: which child needs how much of it, why, and what nobody has written down.

Domains supply facts, rules in a file speak over them, the portal proposes, a person decides. Used by homeroom teachers, the
safeguarding lead, the counselor and the principal; families never see any of it.
"""
