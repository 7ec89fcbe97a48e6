"""Remember what was issued and what came back.

The ledger is the only memory: forms can be made again from it, scores never depend on today's scheme files.
"""

from xlsappraise.store.ledger.ledger import Ledger
from xlsappraise.store.ledger.masters import PackedMaster
from xlsappraise.store.ledger.published import ROLLED_UP, BookKind, BookSource, Correction, Figure, Part, PublishedBook
from xlsappraise.store.ledger.records import (
    Acknowledgement,
    AcknowledgementKind,
    Belief,
    Disposition,
    Entries,
    Event,
    EventKind,
    FigureKind,
    FileReading,
    FindingKey,
    Issue,
    IssueState,
    MasterRecord,
    NewMaster,
    PastResult,
    Payment,
    ShownFigure,
    Version,
    VersionState,
    What,
    WithheldPay,
    sharing,
)

__all__ = [
    "ROLLED_UP",
    "Acknowledgement", "AcknowledgementKind", "Belief", "BookKind", "BookSource", "Correction", "Disposition",
    "Entries", "Event", "EventKind", "Figure", "FigureKind", "FileReading", "FindingKey", "Issue", "IssueState",
    "Ledger", "MasterRecord", "NewMaster", "PackedMaster", "Part", "PastResult", "Payment", "PublishedBook",
    "ShownFigure", "Version", "VersionState", "What", "WithheldPay",
    "sharing",
]  # fmt: skip
