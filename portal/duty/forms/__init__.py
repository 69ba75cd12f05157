"""Fields of the pages of duty."""
