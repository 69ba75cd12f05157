"""Tables of duty."""
