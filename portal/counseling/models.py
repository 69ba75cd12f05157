"""Tables of counseling."""
