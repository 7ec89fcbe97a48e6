"""Write schemes as workbooks and as TOML, and read workbooks back, each mistake reported with its cell."""

from xlsappraise.schemebook.differences import Difference, differences
from xlsappraise.schemebook.paper import TakenNames, write_paper
from xlsappraise.schemebook.reader import ReadScheme, read_any, read_scheme_book
from xlsappraise.schemebook.toml_file import scheme_toml
from xlsappraise.schemebook.writer import write_scheme_book

__all__ = [
    "Difference",
    "ReadScheme",
    "TakenNames",
    "differences",
    "read_any",
    "read_scheme_book",
    "scheme_toml",
    "write_paper",
    "write_scheme_book",
]
