"""Folders and file names of a period's forms."""

from __future__ import annotations

from collections.abc import Sequence

from xlsappraise.base import files
from xlsappraise.base.period import Period
from xlsappraise.roster import Employee
from xlsappraise.schemes import Scheme
from xlsappraise.store.ledger import Issue


class Names:
    """Unique as every file system counts; the same recipient, the same folder."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        self.folders = {issue.supervisor: issue.folder for issue in issues}
        self.files = {issue.filename.casefold() for issue in issues}

    def folder(self, recipient: str) -> str:
        """Return the recipient's folder."""
        if recipient not in self.folders:
            taken = {name.casefold() for name in self.folders.values()}
            self.folders[recipient] = files.free_name(files.safe_name(recipient), "", taken)
        return self.folders[recipient]

    def file(self, employee: Employee, scheme: Scheme, period: Period, rater: str) -> str:
        """Return an unused file name; it contains the rater where each has a form of their own."""
        own = (rater,) if scheme.own else ()
        number, name = files.safe_name(employee.employee_id, 40), files.safe_name(employee.name, 60)
        fresh = files.free_name("_".join((number, name, scheme.id, str(period), *own)), ".xlsx", self.files)
        self.files.add(fresh.casefold())
        return fresh
