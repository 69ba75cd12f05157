"""The wording of a scale's items, loaded by the school for a scale it may use; the portal itself ships only its own check-in."""
