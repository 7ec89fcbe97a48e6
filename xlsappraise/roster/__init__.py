"""The list of people."""

from xlsappraise.roster.people import (
    COLUMNS,
    DATES,
    PEER_NUMBER,
    PEERS,
    PLANS,
    RATEE_NUMBER,
    STATUSES,
    Employee,
    Roster,
    chosen,
)
from xlsappraise.roster.reading import read_roster

__all__ = [
    "COLUMNS",
    "DATES",
    "PEERS",
    "PEER_NUMBER",
    "PLANS",
    "RATEE_NUMBER",
    "STATUSES",
    "Employee",
    "Roster",
    "chosen",
    "read_roster",
]
