"""Join all tables of the ledger in one object."""

from __future__ import annotations

from xlsappraise.store.ledger.acknowledgements import AcknowledgementTable
from xlsappraise.store.ledger.bases import BasisTable
from xlsappraise.store.ledger.books import BookTable
from xlsappraise.store.ledger.issues import IssueTable
from xlsappraise.store.ledger.masters import MasterTable
from xlsappraise.store.ledger.past import PastTable
from xlsappraise.store.ledger.readings import ReadingTable
from xlsappraise.store.ledger.versions import VersionTable


class Ledger(
    MasterTable, IssueTable, ReadingTable, VersionTable, AcknowledgementTable, PastTable, BasisTable, BookTable
):
    """Open or make the database; every public method is one transaction unless inside ``together``."""
