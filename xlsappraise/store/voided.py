"""Keeps the files of replaced and withdrawn forms apart: they move from the outbox to ``voided``, never deleted."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from xlsappraise.base import files
from xlsappraise.base.causes import PEOPLE, together_named
from xlsappraise.base.i18n import Text
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, problem
from xlsappraise.store.ledger import Issue
from xlsappraise.store.office import Office


@dataclass
class Cleared:
    """Where the files of forms that do not count were moved, by form id, and the forms whose files could not be."""

    moved: dict[str, Path] = field(default_factory=dict)
    stuck: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def clear_outbox(office: Office, period: Period) -> Cleared:
    """Move the file of every replaced or withdrawn form of a period that is still in the outbox.

    The ledger has recorded them before, so that what a run that was killed left is moved by the next one.
    """
    outbox, voided = office.workspace.outbox(period), office.workspace.voided(period)
    issues = office.ledger.issues(str(period))
    counting = {_place(issue).casefold() for issue in issues if issue.state == "issued"}
    cleared = Cleared()
    refused: dict[Text, list[str]] = defaultdict(list)
    touched: set[Path] = set()
    for issue in issues:
        source, target = outbox / _place(issue), voided / _place(issue)
        if issue.state == "issued" or _place(issue).casefold() in counting or not source.is_file():
            continue
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target = files.beside(target) if target.exists() else target
            source.rename(target)
        except OSError as error:
            refused[files.reason(error)].append(_place(issue))
            cleared.stuck.add(issue.id)
            continue
        cleared.moved[issue.id] = target
        touched |= {source.parent, target.parent}
    for folder in touched:
        with contextlib.suppress(OSError):
            files.sync(folder)
    for folder in {outbox / issue.folder for issue in issues if issue.state != "issued"}:
        with contextlib.suppress(OSError):  # not empty, or not there any more
            folder.rmdir()
    cleared.problems = [
        problem("voided-not-moved", file=str(outbox), found=why, expected=voided, names=names, period=period)
        for why, names in refused.items()
    ]
    return cleared


def elsewhere(issues: Iterable[Issue], cleared: Cleared, outbox: Path) -> list[Problem]:
    """Report forms, as they were before they were closed, whose files were not in the outbox to be moved."""
    open_before = (issue for issue in issues if issue.state == "issued")  # files of the others were moved before
    absent = [issue for issue in open_before if issue.id not in cleared.moved and issue.id not in cleared.stuck]
    if not absent:
        return []
    people = together_named([(i.employee_id, i.name) for i in absent], len(absent))
    return [problem("voided-file-elsewhere", expected=outbox).with_facts(**{PEOPLE: people})]


def _place(issue: Issue) -> str:
    return f"{issue.folder}/{issue.filename}"
