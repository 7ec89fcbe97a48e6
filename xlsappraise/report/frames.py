"""The entries of valid forms besides scores: rows of tables, counts, recorded fields, penalties and fines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from xlsappraise.base.rounding import plain
from xlsappraise.forms.layout.foot import OVERALL, OVERALL_LABEL
from xlsappraise.report.data import COUNT_COLUMNS, ROW_COLUMNS, Recording, RecordRow
from xlsappraise.returned.states import FormRecord
from xlsappraise.schemes import Criterion, ExtraField, Scheme, Table
from xlsappraise.schemes.fines import criterion_fines
from xlsappraise.schemes.rules.deduction import Deduction
from xlsappraise.schemes.rules.share import Share

if TYPE_CHECKING:
    import pandas as pd

Inputs = Mapping[str, Any]


def table_frame(table: Table, forms: Sequence[FormRecord]) -> pd.DataFrame:
    """Return the counted rows of a table in all forms: ROW_COLUMNS, then a column per column id."""
    import pandas as pd

    rows = [
        {**_person(form), **row}
        for form in forms
        for row in table.counted_rows(form.version.inputs if form.version else {})
    ]
    return pd.DataFrame(rows, columns=[*ROW_COLUMNS, *(column.id for column in table.columns)], dtype=object)


def share_frame(scheme: Scheme, criterion: Criterion, rule: Share, forms: Sequence[FormRecord]) -> pd.DataFrame:
    """Return the counts of a share rule as its first rater entered them: COUNT_COLUMNS, then a column per count."""
    import pandas as pd

    slots = {
        count.id: scheme.slot(f"{criterion.id}.{count.id}", scheme.first_marker(criterion)) for count in rule.counts
    }
    rows = [
        {**_person(form), **{name: form.version.inputs.get(slot) for name, slot in slots.items()}}
        for form in forms
        if form.version is not None
    ]
    return pd.DataFrame(rows, columns=[*COUNT_COLUMNS, *slots])


def _person(form: FormRecord) -> dict[str, str]:
    issue = form.issue
    return dict(zip(COUNT_COLUMNS, (issue.employee_id, issue.name, issue.department), strict=True))


def record_frame(records: Sequence[tuple[str, FormRecord, Scheme]]) -> pd.DataFrame:
    """Return the RecordRows of forms, from (scheme key, form, scheme as issued to that rater)."""
    import pandas as pd

    rows: list[RecordRow] = []
    for key, form, scheme in records:
        inputs = form.version.inputs if form.version else {}
        person = form.issue.employee_id, form.issue.name
        rows += [
            RecordRow(*person, key, found.kind, found.item, found.text, found.amount)
            for found in recorded_lines(scheme, inputs)
        ]
    return pd.DataFrame(rows, columns=list(RecordRow._fields))


def recorded_lines(scheme: Scheme, inputs: Inputs) -> Iterator[Recording]:
    """Yield the entries of a form besides scores: fields, adjustments, penalties and fines."""
    for extra in scheme.fields:
        value = inputs.get(f"field.{extra.id}")
        if value is not None:
            yield Recording("field", extra.label, _field_text(extra, value), None)
    if inputs.get(OVERALL) is not None:
        yield Recording("field", scheme.say(OVERALL_LABEL), str(inputs[OVERALL]), None)
    yield from _adjustments(scheme, inputs)
    for criterion in scheme.criteria:
        yield from _penalties(scheme, criterion, inputs)


def _field_text(extra: ExtraField, value: float | str) -> str:
    if isinstance(value, str):
        return value
    return f"{plain(round(value * 100, 6))}%" if extra.type == "percent" else plain(value)


def _adjustments(scheme: Scheme, inputs: Inputs) -> Iterator[Recording]:
    bounds = scheme.adjustments
    for row in range(1, (bounds.rows if bounds else 0) + 1):
        points = inputs.get(f"adjustment.{row}.points")
        if isinstance(points, float) and points != 0:
            title = bounds.title if bounds else None
            reason = str(inputs.get(f"adjustment.{row}.reason") or "")
            yield Recording("adjustment", title or "", reason, points)


def _penalties(scheme: Scheme, criterion: Criterion, inputs: Inputs) -> Iterator[Recording]:
    """Yield a criterion's penalties, equal ones of several raters once, and its fines."""
    lines: dict[Recording, None] = {}
    for rater in scheme.scoring_raters:
        for rule in criterion.rules:
            if isinstance(rule, Deduction) and rule.penalty is not None:
                text = inputs.get(scheme.slot(f"{criterion.id}.penalty", rater))
                if text is not None:
                    lines[Recording("penalty", criterion.title, str(text), None)] = None
    yield from lines
    for fine in criterion_fines(scheme, criterion, inputs):
        yield Recording("fine", criterion.title, fine.text, float(fine.amount))
