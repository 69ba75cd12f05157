"""Every write of the import, one act a file: planning, taking in, undoing, receiving the uploaded file."""
