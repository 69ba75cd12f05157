"""Bounded reading and writing of spreadsheets; a hostile or broken file is refused in words before it is parsed."""
