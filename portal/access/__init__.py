"""Who may do what: one table a head teacher can check line by line, and the viewer it is asked for."""
