"""Tables of courses."""
