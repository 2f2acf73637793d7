"""A PostgreSQL for the tests: the one that was given, or one started here for the run.

Every test works in a database of its own, and nothing else is touched.
"""
