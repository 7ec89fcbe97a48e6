"""A year of generated data: 24 people in 2026, all nine pay systems, every command of the program.

``python -m samples.year DIR`` makes it; it is deterministic and does not depend on the current date.
"""
