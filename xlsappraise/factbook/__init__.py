"""The facts workbook of a period, filled in by HR: inputs of plans that appraisal forms do not hold."""

from xlsappraise.factbook.needs import needs_checks
from xlsappraise.factbook.reader import FactBook, read_facts
from xlsappraise.factbook.run import Prepared, WrittenFacts, prepare_facts, write_facts

__all__ = ["FactBook", "Prepared", "WrittenFacts", "needs_checks", "prepare_facts", "read_facts", "write_facts"]
