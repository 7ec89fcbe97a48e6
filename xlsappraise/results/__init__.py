"""Results from valid forms and earlier records: scores, roll-ups, results over periods, history."""
