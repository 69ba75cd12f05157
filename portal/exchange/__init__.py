"""What a school and the district say to each other: letters, inquiries and receipts, each signed; the same words on both sides.

A *letter* carries one version of a return under a *number* that stays the same however often it is sent; a *receipt* is the
district's signed word on it. Counts only, no child.
"""
