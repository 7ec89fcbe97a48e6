"""From valid forms and earlier records to results: scores, roll-ups, standing, history."""
