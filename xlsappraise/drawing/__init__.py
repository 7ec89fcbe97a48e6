"""What every workbook of ours shares: described sheets, measuring text, styles, charts, the writer."""
