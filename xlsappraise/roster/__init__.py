"""The list of people."""

from xlsappraise.roster.people import COLUMNS, PEER_NUMBER, PEERS, PLANS, RATEE_NUMBER, ROSTER, Employee, Roster, chosen
from xlsappraise.roster.reading import read_roster

__all__ = [
    "COLUMNS",
    "PEERS",
    "PEER_NUMBER",
    "PLANS",
    "RATEE_NUMBER",
    "ROSTER",
    "Employee",
    "Roster",
    "chosen",
    "read_roster",
]
