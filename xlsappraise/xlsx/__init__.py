"""From the bytes of a file to a workbook's cells, within limits, guarded against hostile files."""
