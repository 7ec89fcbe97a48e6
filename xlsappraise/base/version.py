"""The version of the program: part of what the ledger remembers, so no room asks the public package for it."""

__version__ = "0.1.0"
