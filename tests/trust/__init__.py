"""Errors in a returned file and the expected answers: one fixture a case.

``test_fixtures.py`` runs the tuples of fixtures in this package; ``docs/trust.md`` lists them.
"""
