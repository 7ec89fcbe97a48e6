"""Shared by all workbooks that are written: described sheets, measuring text, styles, charts, the writer."""
