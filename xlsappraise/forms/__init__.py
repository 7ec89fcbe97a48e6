"""The scorecard workbook: layout, styles, writer, stamper, identity."""
