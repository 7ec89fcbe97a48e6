"""Offer ``explain``, ``import_history`` and ``list_retention``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xlsappraise.base.i18n import SOURCE, Text
from xlsappraise.base.period import Period
from xlsappraise.base.person import Person
from xlsappraise.base.problems import Problem, Refusal, problem, render
from xlsappraise.drawing.saving import save_beside
from xlsappraise.product.form import Form
from xlsappraise.product.shared import AnyPath
from xlsappraise.report.explained import explain_all
from xlsappraise.results.explained import ExplainedLine
from xlsappraise.results.explained_sheet import explained_sheet
from xlsappraise.results.history_import import import_history as _import
from xlsappraise.results.retention import Retention, retention
from xlsappraise.returned.states import FormState
from xlsappraise.store.ledger import Event, PastResult
from xlsappraise.store.office import Office, existing


@dataclass(frozen=True, slots=True)
class ExplainedForm:
    """Hold the explanation of a result, line by line, and the form's history.

    ``form``: None for a result that was rolled up from shorter periods. ``title`` and the texts of ``lines`` are put
    into a language by ``say``. ``history``: oldest first; empty for a result that other results make together.
    ``part``: the part of the period for which the person was there, as the form says; None for all of it.
    """

    person: Person
    period: Period
    form: Form | None
    state: FormState
    title: Text
    lines: tuple[ExplainedLine, ...]
    problems: tuple[Problem, ...]
    history: tuple[Event, ...]
    part: Text | None = None


def explain(office: Office, who: str, period: Period, *, file: AnyPath | None = None) -> tuple[ExplainedForm, ...]:
    """Explain each point of a person's results in a period, of a quarter or year also how it was rolled up.

    ``who``: an employee number or a name. ``file``: a workbook to write besides, a page in the workspace's language; it
    must not exist yet.
    Raise Refusal: ``period-not-issued``, ``form-not-found``, ``name-of-several``, ``not-a-workbook-name``,
    ``folder-not-found``, ``file-exists``, ``file-not-writable``.
    """
    if file is not None:
        _free_place(Path(file))
    found = explain_all(office, who, period)
    if file is not None:
        save_beside(Path(file), [explained_sheet(found, office.organisation, office.workspace.settings.language)])
    return tuple(
        ExplainedForm(
            one.person, one.period, None if one.form is None else Form.of(one.form.issue), one.state, one.title,
            one.lines, one.problems, one.history, one.part,
        )
        for one in found
    )  # fmt: skip


def _free_place(file: Path) -> None:
    """Raise Refusal unless a workbook of this name can be added."""
    if file.suffix.lower() != ".xlsx":
        raise Refusal(problem("not-a-workbook-name", file=str(file)))
    if not file.parent.is_dir():
        raise Refusal(problem("folder-not-found", file=str(file.parent)))
    if file.exists():
        raise Refusal(problem("file-exists", file=str(file)))


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
