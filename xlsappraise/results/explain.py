"""The explanation of a person's result (``explain``): entries, scores and rules, and problems with the workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import isnan

from xlsappraise.base.i18n import N_, Text, joined, phrase
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.base.rounding import plain
from xlsappraise.base.stays import stay_text
from xlsappraise.base.text import fold
from xlsappraise.forms.instructions import describe_total, how_scored
from xlsappraise.results.composing import answers_column, part_column
from xlsappraise.results.compute import Results, compute
from xlsappraise.results.several_raters import Composite, findings
from xlsappraise.returned.collect import collect
from xlsappraise.returned.states import FormRecord, FormState
from xlsappraise.schemes import Criterion
from xlsappraise.scoring.criterion import EXCLUDED
from xlsappraise.scoring.engine import ADJUSTMENT, GRADE, TOTAL, section_column
from xlsappraise.store.issued import Blueprint
from xlsappraise.store.ledger import Entries, Event, Issue
from xlsappraise.store.ledger.published import listed
from xlsappraise.store.office import Office, of_several, same_form


@dataclass(frozen=True)
class ExplainedLine:
    """A criterion, subtotal or total: the entries, the score, the rule."""

    title: Text
    entered: Text
    score: Text
    points: str
    how: Text


@dataclass(frozen=True)
class Explanation:
    """One form of one person, or the result that several raters' forms make together (without a history)."""

    form: FormRecord
    state: FormState
    title: Text
    lines: tuple[ExplainedLine, ...]
    problems: tuple[Problem, ...]
    history: tuple[Event, ...]
    part: Text | None = None
    """The part of the period for which the person was there, as the form says; None for all of it"""


def explain(office: Office, number: str, period: Period) -> list[Explanation]:
    """Explain every form of an employee in a period; raise Refusal when there is none."""
    collection = collect(office, period, office.workspace.inbox(period))
    mine = [f for f in collection.forms if fold(f.issue.employee_id) == fold(number)]
    if not mine:
        raise Refusal(problem("form-not-found", found=number, expected=period))
    results = compute(office, collection)
    blueprints = office.blueprints([f.issue for f in mine])
    composed = [c for c in results.composites if c.forms[0] in mine]
    return [
        *(_explain(office, results, f, blueprints[f.issue.master_id]) for f in mine),
        *(_explain_composite(composite, blueprints[composite.forms[0].issue.master_id]) for composite in composed),
    ]


def _explain_composite(composite: Composite, blueprint: Blueprint) -> Explanation:
    scheme, scores = composite.scheme, composite.scores
    lines: list[ExplainedLine] = []
    if composite.row is not None:
        for rater in scheme.raters:
            mean, answers = composite.row[part_column(rater)], int(composite.row[answers_column(rater)])
            shown = phrase("does not count") if isnan(mean) else f"{mean:.2f}"
            points = plain(scheme.form_of(rater.id).total.points) if scheme.divided else ""
            how = phrase("weight {share} %, {count} forms", share=plain(rater.weight * 100), count=answers)
            lines.append(ExplainedLine(rater.title, "", shown, points, how))
    if scores is not None:
        how = phrase("The parts by their weights; parts that are missing or withheld leave theirs to the others.")
        if scheme.divided:
            how = phrase("Each criterion with the mark of those who mark it; one that nobody marked is left out.")
        lines.append(ExplainedLine(phrase("Total"), "", f"{scores[TOTAL]:.2f}", plain(scheme.total.points), how))
        lines.append(ExplainedLine(phrase("Grade"), "", str(scores[GRADE]), "", ""))
    title = phrase("{title}, all raters together", title=scheme.title)
    told = tuple(findings(composite))
    return Explanation(composite.forms[0], composite.state, title, tuple(lines), told, (), _part(blueprint))


def _part(blueprint: Blueprint) -> Text | None:
    return None if blueprint.stay is None else stay_text(blueprint.stay)


def _explain(office: Office, results: Results, form: FormRecord, blueprint: Blueprint) -> Explanation:
    files = {file.name for file in form.files} | ({form.version.file} if form.version else set())
    lines = tuple(_lines(results, form, blueprint)) if form.issue.id in results.scores else ()
    return Explanation(
        form,
        form.state,
        blueprint.form.title + (f" · {blueprint.form.lead.title}" if blueprint.scheme.own else ""),
        lines,
        tuple(p for p in results.problems if p.file in files),
        tuple(_history(office, form.issue)),
        _part(blueprint),
    )


def _history(office: Office, issue: Issue) -> Iterator[Event]:
    """Yield the events of a form and of the forms that it replaced, and the changes of its published figures."""
    several = of_several(office, issue)
    found = [
        event
        for other in office.ledger.issues(issue.period)
        if same_form(other, issue, several=several)
        for event in office.ledger.history(other.id)
    ]
    corrections = () if several else _corrections(office, issue)
    yield from sorted([*found, *corrections], key=lambda event: datetime.fromisoformat(event.at))


def _corrections(office: Office, issue: Issue) -> Iterator[Event]:
    """Yield the figures of a form's result that differ between two editions of the summary."""
    every = office.ledger.corrections("summary", issue.period)
    for (book, one), shown in zip(every, listed(one for _book, one in every), strict=True):
        if shown and one.employee_id == issue.employee_id and one.item.startswith(f"{issue.scheme_id}/"):
            yield Event(issue.id, "corrected", f"{one.title}: {one.old or '—'} → {one.new or '—'} ({one.why})", book.at)


def _lines(results: Results, form: FormRecord, blueprint: Blueprint) -> Iterator[ExplainedLine]:
    scheme, row, version = blueprint.form, results.scores[form.issue.id], form.version
    assert version is not None, "a scored form has a version"
    for index, section in enumerate(scheme.sections):
        for criterion in section.criteria:
            score = row[criterion.id]
            yield ExplainedLine(
                criterion.title,
                _listed(_entered(blueprint, criterion, version.inputs)) or phrase("nothing entered"),
                phrase(EXCLUDED) if isnan(score) else f"{score:.2f}",
                plain(criterion.points),
                how_scored(scheme, criterion),
            )
        share = "" if section.weight == 1 else f" × {plain(section.weight * 100)}%"
        yield ExplainedLine(
            phrase("Subtotal: {title}", title=section.title), "", f"{row[section_column(index)]:.2f}{share}",
            plain(section.points), "",
        )  # fmt: skip
    if scheme.adjustments is not None:
        yield _adjustments(version.inputs, f"{row[ADJUSTMENT]:.2f}")
    yield ExplainedLine(phrase("Total"), "", f"{row[TOTAL]:.2f}", plain(scheme.total.points), describe_total(scheme))
    yield ExplainedLine(phrase("Grade"), "", str(row[GRADE]), "", "")


def _entered(blueprint: Blueprint, criterion: Criterion, inputs: Mapping[str, float | str]) -> Iterator[Text]:
    """Yield each entry of a criterion, and the number of rows in the tables that it refers to."""
    for slot in blueprint.slots:
        if slot.criterion == criterion.id and not slot.id.endswith(".remark") and slot.id in inputs:
            yield f"{slot.label} {_value_text(inputs[slot.id])}"
    for table in {table for rule in criterion.rules for table, _column in rule.table_columns()}:
        rows = {name.split(".")[1] for name in inputs if name.startswith(f"{table}.") and name.count(".") == 2}
        yield phrase("{count} rows of “{table}”", count=len(rows), table=blueprint.form.table(table).title)


def _adjustments(inputs: Entries, score: str) -> ExplainedLine:
    entered = [
        f"{_value_text(value)} {inputs.get(name.replace('points', 'reason'), '')}"
        for name, value in inputs.items()
        if name.startswith("adjustment.") and name.endswith(".points")
    ]
    return ExplainedLine(phrase("Adjustments"), _listed(entered) or phrase("none"), score, "", "")


def _listed(entries: Iterable[Text]) -> Text:
    found = list(entries)
    return joined(found, N_("; ")) if found else ""


def _value_text(value: float | str) -> str:
    return plain(value) if isinstance(value, float) else value
