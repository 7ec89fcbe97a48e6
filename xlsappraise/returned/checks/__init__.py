"""The checks of a returned form, in the order of their findings; one check a function."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from xlsappraise.base.problems import Problem
from xlsappraise.returned.checks.adjustments import adjustments
from xlsappraise.returned.checks.calendar import calendar
from xlsappraise.returned.checks.chains import chains
from xlsappraise.returned.checks.columns import columns
from xlsappraise.returned.checks.entries import entry_findings
from xlsappraise.returned.checks.extra_cells import extra_cells, extra_facts
from xlsappraise.returned.checks.formulas import formulas
from xlsappraise.returned.checks.locked import locked_cells
from xlsappraise.returned.checks.looks import looks
from xlsappraise.returned.checks.measured import measured
from xlsappraise.returned.checks.merged import merged_inputs
from xlsappraise.returned.checks.missing import missing_inputs
from xlsappraise.returned.checks.number_formats import number_formats
from xlsappraise.returned.checks.painted import painted
from xlsappraise.returned.checks.plausibility import PLAUSIBILITY
from xlsappraise.returned.checks.prefilled import prefilled
from xlsappraise.returned.checks.protection import protection
from xlsappraise.returned.checks.reasons import reasons
from xlsappraise.returned.checks.rows import hidden_rows, rows
from xlsappraise.returned.checks.said.guides import guides
from xlsappraise.returned.checks.said.instructions import instructions
from xlsappraise.returned.checks.said.links import links
from xlsappraise.returned.checks.said.printed import printed
from xlsappraise.returned.checks.said.prompts import prompts
from xlsappraise.returned.checks.sheets import sheets
from xlsappraise.returned.checks.sight import unseen
from xlsappraise.returned.checks.surroundings import found_comments, found_pictures, found_programs
from xlsappraise.returned.checks.tables import extra_rows, tables
from xlsappraise.returned.checks.untouched import untouched
from xlsappraise.returned.checks.values_only import values_only
from xlsappraise.returned.returned_form import Returned

Check = Callable[[Returned], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    sheets,
    calendar,
    protection,
    values_only,
    rows,
    hidden_rows,
    unseen,
    columns,
    merged_inputs,
    locked_cells,
    formulas,
    number_formats,
    looks,
    painted,
    extra_cells,
    extra_facts,
    links,
    prompts,
    guides,
    printed,
    instructions,
    found_comments,
    found_pictures,
    found_programs,
    untouched,
    missing_inputs,
    tables,
    extra_rows,
    entry_findings,
    chains,
    prefilled,
    measured,
    reasons,
    adjustments,
    *PLAUSIBILITY,
)

BLANKS = frozenset({"missing-input", "missing-reason", "missing-signoff", "table-too-short", "untouched"})
"""Errors that leave a form incomplete rather than invalid."""


def checks_key() -> str:
    """Return a digest of the checks' names and sources; files read under another digest are read again."""
    digest = hashlib.sha256()
    for one in CHECKS:
        digest.update(f"{one.__module__}.{one.__qualname__}\n".encode())
    for module in sorted({one.__module__ for one in CHECKS}):
        source = sys.modules[module].__file__
        digest.update(Path(source).read_bytes() if source else b"")
    return digest.hexdigest()[:16]


def check(returned: Returned) -> list[Problem]:
    """Run all checks on a returned form; return their findings, without those that its scheme does not want."""
    unwanted = returned.issued.blueprint.scheme.not_checked
    return [found for one in CHECKS for found in one(returned) if found.code not in unwanted]
