"""``explain``: how each point of a person's result came about, and where the workbook disagreed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xlsappraise.i18n import _
from xlsappraise.intake.issued import Blueprint
from xlsappraise.ledger import Event, Issue
from xlsappraise.period import Period
from xlsappraise.pipeline.collect import collect
from xlsappraise.pipeline.office import Office
from xlsappraise.pipeline.results import Results, compute
from xlsappraise.pipeline.states import FormRecord
from xlsappraise.problems import Problem, Refusal, problem
from xlsappraise.rounding import plain
from xlsappraise.scoring.engine import ADJUSTMENT, GRADE, TOTAL, section_column
from xlsappraise.text import fold
from xlsappraise.workbook.instructions import how_scored, total_told


@dataclass(frozen=True)
class Line:
    """A criterion, subtotal or total: what was entered, what it earned, how."""

    title: str
    entered: str
    score: str
    points: str
    how: str


@dataclass(frozen=True)
class Explanation:
    """One form of one person."""

    form: FormRecord
    scheme_title: str
    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]
    history: tuple[Event, ...]


def explain(office: Office, number: str, period: Period) -> list[Explanation]:
    """Explain every form of an employee in a period; raise Refusal when there is none."""
    collection = collect(office, period, office.workspace.inbox(period))
    mine = [f for f in collection.forms if fold(f.issue.employee_id) == fold(number)]
    if not mine:
        raise Refusal(problem("form-not-found", found=number, expected=period))
    results = compute(office, collection)
    blueprints = office.blueprints([f.issue for f in mine])
    return [_explain(office, results, f, blueprints[f.issue.master_id]) for f in mine]


def _explain(office: Office, results: Results, form: FormRecord, blueprint: Blueprint) -> Explanation:
    files = {file.name for file in form.files} | ({form.version.file} if form.version else set())
    lines = tuple(_lines(results, form, blueprint)) if form.issue.id in results.scores else ()
    return Explanation(
        form,
        blueprint.form.title,
        lines,
        tuple(p for p in results.problems if p.file in files),
        tuple(_history(office, form.issue)),
    )


def _history(office: Office, issue: Issue) -> Iterator[Event]:
    """Yield what happened to a form, and before that to the ones that it replaced."""
    same = (issue.employee_id, issue.scheme_id, issue.rater)
    for other in office.ledger.issues(issue.period):
        if (other.employee_id, other.scheme_id, other.rater) == same:
            yield from office.ledger.history(other.id)


def _lines(results: Results, form: FormRecord, blueprint: Blueprint) -> Iterator[Line]:
    scheme, row, version = blueprint.form, results.scores[form.issue.id], form.version
    assert version is not None, "a scored form has a version"
    for index, section in enumerate(scheme.sections):
        for criterion in section.criteria:
            entered = [
                f"{slot.label} {_told(version.inputs[slot.id])}"
                for slot in blueprint.slots
                if slot.criterion == criterion.id and slot.type != "text" and slot.id in version.inputs
            ]
            yield Line(
                criterion.title,
                _("; ").join(entered) or _("nothing entered"),
                f"{row[criterion.id]:.2f}",
                plain(criterion.points),
                how_scored(scheme, criterion),
            )
        share = "" if section.weight == 1 else f" × {plain(section.weight * 100)}%"
        yield Line(
            _("Subtotal: {title}").format(title=section.title), "", f"{row[section_column(index)]:.2f}{share}",
            plain(section.points), "",
        )  # fmt: skip
    if scheme.adjustments is not None:
        yield _adjustments(version.inputs, f"{row[ADJUSTMENT]:.2f}")
    yield Line(_("Total"), "", f"{row[TOTAL]:.2f}", plain(scheme.total.points), total_told(scheme))
    yield Line(_("Grade"), "", str(row[GRADE]), "", "")


def _adjustments(inputs: dict[str, float | str], score: str) -> Line:
    entered = [
        f"{_told(value)} {inputs.get(name.replace('points', 'reason'), '')}"
        for name, value in inputs.items()
        if name.startswith("adjustment.") and name.endswith(".points")
    ]
    return Line(_("Adjustments"), _("; ").join(entered) or _("none"), score, "", "")


def _told(value: float | str) -> str:
    return plain(value) if isinstance(value, float) else value
