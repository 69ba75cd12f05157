"""The children's files: identity, guardians, dated facts, attachments, the census, and the page that shows a child whole."""
