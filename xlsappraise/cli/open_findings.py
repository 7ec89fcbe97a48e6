"""Print the findings of a period: those that are open with their commands; the others counted, or listed if asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import xlsappraise as xa
from xlsappraise.cli.commands import print_problem
from xlsappraise.cli.i18n import _, active, shown
from xlsappraise.cli.screen import echo


def print_open(findings: Sequence[xa.SortedFinding]) -> None:
    """Print the open findings file by file, each file with the command that settles what is open about it.

    Those of no file are one line a cause, with the people.
    """
    for group in _by_file(one for one in findings if one.state == "open"):
        problems = [one.problem for one in group]
        if group[0].problem.file is not None:
            echo(_heading(group), err=True, bold=True)
        else:
            names = {found.employee_id: str(found.facts.get("name") or "") for found in problems if found.employee_id}
            problems = xa.by_cause(problems, names)
        for found in problems:
            print_problem(found, codes=False)
        said = " ".join(xa.say(found, active()) for found in problems)
        for command in dict.fromkeys(one.command for one in group):
            if command and command not in said:
                echo(f"  → {command}", err=True)


def print_settled(found: Sequence[xa.SortedFinding]) -> None:
    """Print the settled findings file by file, each with what settled it."""
    for group in _by_file(one for one in found if one.state == "settled"):
        echo(_heading(group), bold=True)
        for one in group:
            text = _("  {message} — {why}")
            echo(text.format(message=xa.say(one.problem, active()), why=shown(one.why)))


def print_counted(found: Sequence[xa.SortedFinding], period: xa.Period) -> None:
    """Print how many findings are settled, and how many need nothing."""
    settled = [one for one in found if one.state == "settled"]
    if settled:
        text = _("Settled findings: {count}; “xlsappraise status {period} --settled” lists them.")
        echo(text.format(count=len(settled), period=period), err=True)
    quiet = sum(one.state == "quiet" for one in found)
    if quiet:
        echo(_("{count} notes besides; they need nothing done (--json lists them).").format(count=quiet), err=True)


def _heading(group: Sequence[xa.SortedFinding]) -> str:
    """Return a file and whom it is about."""
    who = next((one.who for one in group if one.who), "")
    return "  ".join(text for text in (group[0].problem.file, who) if text)


def _by_file(found: Iterable[xa.SortedFinding]) -> list[list[xa.SortedFinding]]:
    """Group findings by their file, in the order of each file's first."""
    groups: dict[str | None, list[xa.SortedFinding]] = {}
    for one in found:
        groups.setdefault(one.problem.file, []).append(one)
    return list(groups.values())
