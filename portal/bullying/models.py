"""Tables of bullying."""
