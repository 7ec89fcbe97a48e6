"""Scheme files: finding, loading and checking them."""

from xlsappraise.schemes.library import Library, load_scheme

__all__ = ["Library", "load_scheme"]
