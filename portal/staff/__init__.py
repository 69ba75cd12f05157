"""The office's pages about those who work here: posts, vetting, accounts, the table of who may do what."""
