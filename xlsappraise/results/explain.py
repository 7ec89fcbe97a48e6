"""The explanation of a person's result (``explain``): entries, scores and rules, and problems with the workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from math import isnan

from xlsappraise.base.i18n import N_, Text, joined, phrase
from xlsappraise.base.naming import number_of
from xlsappraise.base.period import Period
from xlsappraise.base.person import Person
from xlsappraise.base.rounding import plain
from xlsappraise.base.stays import stay_text
from xlsappraise.forms.instructions import describe_total, how_scored
from xlsappraise.results.compute import Results, compute, others_of
from xlsappraise.results.explain_parts import composite_lines
from xlsappraise.results.explained import ExplainedLine, Explanation
from xlsappraise.results.several_raters import findings
from xlsappraise.returned.collect import collect
from xlsappraise.returned.states import Collection, FormRecord
from xlsappraise.schemes import Criterion, Scheme
from xlsappraise.scoring.criterion import EXCLUDED
from xlsappraise.scoring.engine import ADJUSTMENT, GRADE, TOTAL, section_column
from xlsappraise.scoring.form_working import FormWorking
from xlsappraise.scoring.terms import as_percent
from xlsappraise.scoring.working import Worked
from xlsappraise.store.issued import Blueprint
from xlsappraise.store.ledger import Entries, Event, Issue
from xlsappraise.store.ledger.published import listed
from xlsappraise.store.office import Office, of_several, same_form


def explain(office: Office, who: str, period: Period) -> list[Explanation]:
    """Explain every form of an employee, a number or a name, in a period; raise Refusal when there is none."""
    collection = collect(office, period, office.workspace.inbox(period))
    number = number_of(who, [Person.of(form.issue) for form in collection.forms], period)
    mine = [form for form in collection.forms if form.issue.employee_id == number]
    results = compute(office, collection)
    blueprints = office.blueprints([form.issue for form in collection.forms])
    composed = [composite for composite in results.composites if composite.forms[0] in mine]
    explaining = _Explaining(office, collection, results, blueprints)
    return [
        *(explaining.form(form) for form in mine),
        *(
            Explanation(
                Person.of(one.forms[0].issue), period, one.forms[0], one.state,
                phrase("{title}, all raters together", title=one.scheme.title),
                tuple(composite_lines(one)), tuple(findings(one)), (),
                _part(blueprints[one.forms[0].issue.master_id]),
            )
            for one in composed
        ),
    ]  # fmt: skip


@dataclass(frozen=True)
class _Explaining:
    """Holds what the explanations of a period's forms are made of."""

    office: Office
    collection: Collection
    results: Results
    blueprints: Mapping[int, Blueprint]

    def form(self, form: FormRecord) -> Explanation:
        """Explain one form."""
        blueprint = self.blueprints[form.issue.master_id]
        files = {file.name for file in form.files} | ({form.version.file} if form.version else set())
        lines = tuple(self._lines(form, blueprint)) if form.issue.id in self.results.scores else ()
        return Explanation(
            Person.of(form.issue),
            self.collection.period,
            form,
            form.state,
            blueprint.form.title + (f" · {blueprint.form.lead.title}" if blueprint.scheme.own else ""),
            lines,
            tuple(p for p in self.results.problems if p.file in files),
            tuple(_history(self.office, form.issue)),
            _part(blueprint),
        )

    def _lines(self, form: FormRecord, blueprint: Blueprint) -> Iterator[ExplainedLine]:
        scheme, row, version = blueprint.form, self.results.scores[form.issue.id], form.version
        assert version is not None, "a scored form has a version"
        working = FormWorking(scheme, version.inputs, row)
        for index, section in enumerate(scheme.sections):
            for criterion in section.criteria:
                score = row[criterion.id]
                yield ExplainedLine(
                    criterion.title,
                    _listed(_entered(blueprint, criterion, version.inputs)) or phrase("nothing entered"),
                    phrase(EXCLUDED) if isnan(score) else f"{score:.2f}",
                    plain(criterion.points),
                    how_scored(scheme, criterion),
                    "" if isnan(score) else self._worked(form, scheme, criterion, working).shown(f"{score:.2f}"),
                )
            share = "" if section.weight == 1 else f" × {plain(section.weight * 100)}%"
            figure = f"{row[section_column(index)]:.2f}"
            yield ExplainedLine(
                phrase("Subtotal: {title}", title=section.title), "", f"{figure}{share}", plain(section.points), "",
                working.subtotal(index).shown(figure),
            )  # fmt: skip
        if scheme.adjustments is not None:
            net = f"{row[ADJUSTMENT]:.2f}"
            yield _adjustments(version.inputs, net, working.adjustment().shown(net))
        total = f"{row[TOTAL]:.2f}"
        yield ExplainedLine(
            phrase("Total"), "", total, plain(scheme.total.points), describe_total(scheme), working.total().shown(total)
        )
        yield ExplainedLine(phrase("Grade"), "", str(row[GRADE]), "", "")

    def _worked(self, form: FormRecord, scheme: Scheme, criterion: Criterion, working: FormWorking) -> Worked:
        """Return the calculation of a score; of a rule that compares people, with the place."""
        assert form.version is not None, "a scored form has a version"
        placed: dict[int, str] = {}
        why: list[str] = []
        others = others_of(form.issue.id, self._valid, self.blueprints) if criterion.across else {}
        for index, rule in enumerate(criterion.rules if criterion.across else ()):
            slot = scheme.slot(f"{criterion.id}.value", scheme.first_marker(criterion))
            values = [inputs[slot] for inputs in others.values() if slot in inputs]
            place = rule.among(float(form.version.inputs.get(slot, 0.0)), [float(value) for value in values])
            if place is not None:
                placed[index] = plain(place[1])
                text = scheme.say("place {place} of {people}")
                why.append(text.format(place=place[0], people=len(values) + 1))
        worked = working.criterion(criterion, placed)
        return replace(worked, why=(*why, *worked.why))

    @cached_property
    def _valid(self) -> Mapping[str, FormRecord]:
        return {form.issue.id: form for form in self.collection.forms if form.issue.id in self.results.scores}


def _part(blueprint: Blueprint) -> Text | None:
    return None if blueprint.stay is None else stay_text(blueprint.stay)


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


def _entered(blueprint: Blueprint, criterion: Criterion, inputs: Mapping[str, float | str]) -> Iterator[Text]:
    """Yield each entry of a criterion, and the number of rows in the tables that it refers to."""
    for slot in blueprint.slots:
        if slot.criterion == criterion.id and not slot.id.endswith(".remark") and slot.id in inputs:
            yield f"{slot.label} {_value_text(inputs[slot.id], percent=slot.type == 'percent')}"
    for table in {table for rule in criterion.rules for table, _column in rule.table_columns()}:
        rows = {name.split(".")[1] for name in inputs if name.startswith(f"{table}.") and name.count(".") == 2}
        yield phrase("{count} rows of “{table}”", count=len(rows), table=blueprint.form.table(table).title)


def _adjustments(inputs: Entries, score: str, worked: str) -> ExplainedLine:
    entered = [
        f"{_value_text(value)} {inputs.get(name.replace('points', 'reason'), '')}"
        for name, value in inputs.items()
        if name.startswith("adjustment.") and name.endswith(".points")
    ]
    return ExplainedLine(phrase("Adjustments"), _listed(entered) or phrase("none"), score, "", "", worked)


def _listed(entries: Iterable[Text]) -> Text:
    found = list(entries)
    return joined(found, N_("; ")) if found else ""


def _value_text(value: float | str, *, percent: bool = False) -> str:
    if isinstance(value, str):
        return value
    return as_percent(value) if percent else plain(value)
