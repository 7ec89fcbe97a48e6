"""What can be wrong with a returned file, and the answer due to each: one fixture a case.

The tuples of fixtures in this package are run by ``test_fixtures.py`` and listed in ``docs/trust.md``.
"""
