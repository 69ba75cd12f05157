"""Reading the children's files; the first argument is always the person who asks."""
