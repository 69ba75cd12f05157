"""The demo school: loaded through the same doors as a real one, clearly marked, and never into a real school's database."""
