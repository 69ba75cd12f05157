"""Personal information as a whole: what is kept and why, until when, what happens to files of those who left, and the risk of it.

The principal and the safeguarding lead use it once a term; every other domain only declares what it keeps.
"""
