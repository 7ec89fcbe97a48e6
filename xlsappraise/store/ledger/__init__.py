"""Remember what was issued and what came back.

The ledger is the only memory: forms can be made again from it, scores never depend on today's scheme files.
"""

from xlsappraise.store.ledger.ledger import Ledger
from xlsappraise.store.ledger.records import (
    Belief,
    Disposition,
    Entries,
    Event,
    EventKind,
    FileReading,
    Issue,
    IssueState,
    MasterRecord,
    NewMaster,
    PastResult,
    Payment,
    Version,
    VersionState,
    What,
)

__all__ = [
    "Belief", "Disposition", "Entries", "Event", "EventKind", "FileReading", "Issue", "IssueState", "Ledger",
    "MasterRecord", "NewMaster", "PastResult", "Payment", "Version", "VersionState", "What",
]  # fmt: skip
