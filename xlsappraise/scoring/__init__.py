"""From inputs to scores: each step's spreadsheet formula beside its pandas computation.

The order of rounding is the catalogue's: a criterion is rounded to two decimals, a subtotal is the sum of
rounded scores, section weights apply to subtotals, the total is rounded once, grades look at the total.
"""
