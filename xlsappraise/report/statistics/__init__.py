"""The sheet of statistics over the rows and counts of a scheme's forms."""
