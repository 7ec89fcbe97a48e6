"""Offer ``explain``, ``import_history`` and ``list_retention``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xlsappraise.base.i18n import SOURCE, Text
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, render
from xlsappraise.product.form import Form
from xlsappraise.product.shared import AnyPath
from xlsappraise.results.explain import ExplainedLine
from xlsappraise.results.explain import explain as _explain
from xlsappraise.results.history_import import import_history as _import
from xlsappraise.results.retention import Retention, retention
from xlsappraise.returned.states import FormState
from xlsappraise.store.ledger import Event, PastResult
from xlsappraise.store.office import Office, existing


@dataclass(frozen=True, slots=True)
class ExplainedForm:
    """Hold the explanation of a form's result, line by line, and the form's history.

    ``title`` and the texts of ``lines`` are put into a language by ``say``. ``history``: oldest first; empty for the
    result that the forms of several raters make together. ``part``: the part of the period for which the person was
    there, as the form says; None for all of it.
    """

    form: Form
    state: FormState
    title: Text
    lines: tuple[ExplainedLine, ...]
    problems: tuple[Problem, ...]
    history: tuple[Event, ...]
    part: Text | None = None


def explain(office: Office, employee_id: str, period: Period) -> tuple[ExplainedForm, ...]:
    """Explain each point of an employee's results in a period.

    Raise Refusal: ``period-not-issued``, ``form-not-found``.
    """
    return tuple(
        ExplainedForm(Form.of(one.form.issue), one.state, one.title, one.lines, one.problems, one.history, one.part)
        for one in _explain(office, employee_id, period)
    )


@dataclass(frozen=True, slots=True)
class ImportedResults:
    """Hold new results, results that replaced others, and how many had been imported before.

    Nothing was imported where ``problems`` has an error.
    """

    imported: tuple[PastResult, ...]
    replaced: tuple[PastResult, ...]
    unchanged: int
    problems: tuple[Problem, ...]

    def as_dict(self, language: str = SOURCE) -> dict[str, object]:
        """Return the JSON of ``history import --json``, its messages in a language."""
        return {
            "imported": len(self.imported),
            "unchanged": self.unchanged,
            "replaced": len(self.replaced),
            "problems": [render(p, language).as_dict() for p in self.problems],
        }


def import_history(office: Office, file: AnyPath, *, replace: bool = False) -> ImportedResults:
    """Import results of periods before the program was used from a workbook; all of them or none.

    ``replace``: let rows that differ replace what was imported earlier.
    Raise Refusal: ``file-not-found``, or what makes the workbook unreadable.
    """
    done = _import(office, existing(Path(file)), replace=replace)
    return ImportedResults(tuple(done.imported), tuple(done.replaced), done.unchanged, tuple(done.problems))


def list_retention(office: Office, on: date | None = None) -> Retention:
    """List the records of periods that ended more than two years before a day, today where none is given."""
    return retention(office, on or date.today())
