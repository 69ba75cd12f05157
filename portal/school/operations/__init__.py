"""What changes the school: setting it up, its profile, its calendar, its settings."""
