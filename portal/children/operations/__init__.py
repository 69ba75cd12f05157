"""Writing the children's files: each function checks, changes, flushes and notes it in the journal."""
