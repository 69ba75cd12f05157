"""Writing plans, and planting some in the demo school."""
