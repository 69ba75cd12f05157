"""Weekly contact (未成年人保护法 23): on which days parents away talked with the child and with the carer.

Families, homeroom and paired teachers and the contact room record it; it counts weeks, never streaks, and blames nobody.
"""
