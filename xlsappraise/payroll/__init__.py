"""Payroll, promotion and simulations from plans, facts and results."""
