"""Is the house well: a word for machines that watch it, and a page for whoever keeps it."""
