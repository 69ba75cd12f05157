"""Tables of bullying; each file brings those of one act."""
