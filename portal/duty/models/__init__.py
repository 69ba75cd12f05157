"""Tables of duty; each file brings those of one act."""
