"""Tables of prevention."""
