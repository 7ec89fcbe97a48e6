"""What was issued and what came back.

The ledger is the only memory: forms can be made again from it, scores never depend on today's scheme files.
"""

from xlsappraise.ledger.records import Event, Issue, MasterRecord, PastResult, Payment, Version
from xlsappraise.ledger.store import Ledger

__all__ = ["Event", "Issue", "Ledger", "MasterRecord", "PastResult", "Payment", "Version"]
