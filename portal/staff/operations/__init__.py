"""What the office changes: people with their posts and accounts, and the staff list as a whole."""
