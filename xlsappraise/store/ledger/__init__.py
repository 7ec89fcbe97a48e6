"""What was issued and what came back.

The ledger is the only memory: forms can be made again from it, scores never depend on today's scheme files.
"""

from xlsappraise.store.ledger.records import (
    Belief,
    Disposition,
    Entries,
    Event,
    FileReading,
    Issue,
    MasterRecord,
    PastResult,
    Payment,
    Version,
    VersionState,
    What,
)
from xlsappraise.store.ledger.store import Ledger

__all__ = [
    "Belief", "Disposition", "Entries", "Event", "FileReading", "Issue", "Ledger", "MasterRecord", "PastResult",
    "Payment", "Version", "VersionState", "What",
]  # fmt: skip
