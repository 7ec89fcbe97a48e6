"""The summary workbook: one file per sheet, frames in, a described sheet out; one writer."""
