"""Returned files: found, read in worker processes, identified, checked, resolved, accepted."""
