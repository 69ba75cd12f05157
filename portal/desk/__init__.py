"""Today: what needs me now and by when, my children, and what just happened. Collects; knows no domain."""
