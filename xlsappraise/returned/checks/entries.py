"""Check that each entry is a valid value of its input."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.checks.missing import entry_label
from xlsappraise.returned.returned_form import Returned


def entry_findings(returned: Returned) -> Iterator[Problem]:
    """Yield the findings of reading the entries: wrong types, ranges, steps, choices, and normalised values."""
    for entry in returned.entries.values():
        for finding in entry.findings:
            yield problem(
                finding.code,
                sheet=returned.name,
                cell=entry.cell,
                found=finding.found,
                expected=finding.expected,
                label=entry_label(entry),
                hint=finding.hint,
            )
