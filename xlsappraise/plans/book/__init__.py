"""Write a plan as a workbook to be changed by hand, read it back with every mistake at its cell; write it as TOML."""

from xlsappraise.plans.book.reader import read_plan_book
from xlsappraise.plans.book.toml_file import plan_toml
from xlsappraise.plans.book.writer import write_plan_book

__all__ = ["plan_toml", "read_plan_book", "write_plan_book"]
