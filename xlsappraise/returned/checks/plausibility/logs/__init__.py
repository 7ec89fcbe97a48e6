"""Checks of tables: a record against the other records of the same table, and against its own words."""
