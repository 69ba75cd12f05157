"""Forms of bullying."""
