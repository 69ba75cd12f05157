"""Back-ups: all rows and uploads of one moment in one sealed file, and the way back into an empty place.

Rows are written down table by table, so a back-up of SQLite can be restored into PostgreSQL and the other way round. What is
encrypted in the database stays encrypted in it; the file as a whole is sealed with a key that is not in it.
"""
