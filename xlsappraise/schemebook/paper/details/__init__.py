"""Read the details of how a criterion is scored, as people write them, into the parameters of a rule."""

from xlsappraise.schemebook.paper.details.entry import Reader, ScoredItem, UnderstoodDetails

__all__ = ["Reader", "ScoredItem", "UnderstoodDetails"]
