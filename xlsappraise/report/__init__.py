"""The summary workbook: ``sheets/`` turns data frames into sheet descriptions, one file per sheet."""
