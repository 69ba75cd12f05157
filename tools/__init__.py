"""What `run.py` does, with Python's standard library alone: it makes the environment, starts the portal, runs the checks."""
