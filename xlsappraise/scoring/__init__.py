"""Scores from inputs: each step's spreadsheet formula beside its pandas computation.

Order of rounding: a criterion is rounded to two decimals, a subtotal is the sum of rounded scores, section
weights apply to subtotals, the total is rounded once, grades are determined by the rounded total.
"""
