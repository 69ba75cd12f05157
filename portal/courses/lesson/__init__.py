"""A lesson as text: read, checked, shown, packed. Knows no database and no page."""
