"""Reads of pairing: where every child stands, whom an adult can take, talks, what was handed over."""
