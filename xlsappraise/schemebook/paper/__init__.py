"""Read and write a scheme as on paper: one sheet, scoring chosen from sentences, ids made by the program."""

from xlsappraise.schemebook.paper.ids import TakenNames
from xlsappraise.schemebook.paper.reader import paper_sheets, read_paper
from xlsappraise.schemebook.paper.writer import write_paper

__all__ = ["TakenNames", "paper_sheets", "read_paper", "write_paper"]
