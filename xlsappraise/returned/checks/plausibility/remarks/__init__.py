"""Checks of remarks: what they say against what is entered beside them, and whether they say anything."""
