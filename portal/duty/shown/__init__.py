"""What the pages of duty show, in words, from what was read."""
