"""Figures at one, four and sixteen times a school: run with `python -m benchmarks.<name>`. They print, they never fail."""
