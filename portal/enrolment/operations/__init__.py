"""Every write of the roll, one act a file: moves of one child, the new school year, joining two files, taking an act back."""
