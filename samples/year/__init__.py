"""A year of generated data: 24 people over 2026, all nine pay systems, every command of the program.

``python -m samples.year DIR`` makes it; nothing in it depends on chance or on today's date.
"""
