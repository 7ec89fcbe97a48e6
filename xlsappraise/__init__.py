"""Appraisal scorecards as Excel workbooks: issue, collect, validate, recompute, summarise."""

__version__ = "0.1.0"
