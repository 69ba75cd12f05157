"""Opening what is closed, in an emergency: one person, one child, one tier, a reason and an end; it is told and acknowledged.

The grants themselves are rows of `portal.children.models.AccessGrant`.
"""
