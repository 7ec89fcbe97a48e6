"""The sheets of the summary workbook, one file each."""
