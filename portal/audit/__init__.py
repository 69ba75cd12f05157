"""Pages over the journal: who did or opened what, when and from where. They show no content and change nothing."""
