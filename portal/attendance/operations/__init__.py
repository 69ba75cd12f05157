"""What is written of the school day."""
