"""What came back: found, read in workers, identified, checked, resolved, accepted."""
