"""The program's version, which lower rooms use without importing the public package."""

__version__ = "0.1.0"
