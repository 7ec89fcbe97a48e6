"""What a returned form says besides the cells of its scorecard, against what was issued."""
