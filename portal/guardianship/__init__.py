"""Guardianship and entrusted care (委托照护): who cares for a child while the parents are away, on what paper, and what is missing.

Homeroom teachers keep it, the safeguarding lead answers for what is urgent; nothing here judges a family.
"""
