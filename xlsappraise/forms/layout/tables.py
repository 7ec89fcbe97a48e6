"""Tables inside a form, below the main table: one row for each response or visit."""

from __future__ import annotations

from xlsappraise.base.days import day_number
from xlsappraise.drawing.heights import height
from xlsappraise.forms.layout.body import Body, TablePlace
from xlsappraise.forms.layout.builder import Builder
from xlsappraise.forms.layout.gaps import table_gap, table_row_gaps
from xlsappraise.schemes import Table, TableColumn, table_slot
from xlsappraise.typed.slot import InputType, Slot
from xlsappraise.xlsx.address import area

ROW = 20.0
CELL_TEXT_LIMIT = 200


def lay_tables(b: Builder, body: Body) -> None:
    """Lay out all tables, then the scores, which may refer to them."""
    places = {table.id: _table(b, body, table) for table in b.scheme.tables}
    for put in body.later:
        put(places)


def _table(b: Builder, body: Body, table: Table) -> TablePlace:
    c = b.columns
    head = b.row(f"table.{table.id}", 20)
    template = (
        b.say("{title} (one entry a row, at least {least}, at most {rows})")
        if table.least
        else b.say("{title} (one entry a row, at most {rows})")
    )
    title = template.format(title=table.title, least=table.least, rows=table.rows)
    b.put((head, c.number), "band", title, last=(head, c.remark))
    _headings(b, table)
    first = len(b.rows)
    last = first + table.rows - 1
    spans = c.tables[table.id][1:]
    columns = {
        column.id: area((first, left), (last, left))
        for column, (left, _right) in zip(table.columns, spans, strict=True)
    }
    for number in range(1, table.rows + 1):
        _row(b, table, number)
    required = [columns[column.id] for column in table.columns if column.required]
    b.put((head, c.gap), "gap", min(1, table.least), formula=table_gap(required, table.least))
    gaps = area((head, c.gap), (last, c.gap))
    body.gaps.append((table.title, gaps, min(1, table.least)))
    body.input_rows += table.rows
    return TablePlace(columns, gaps)


def _headings(b: Builder, table: Table) -> None:
    spans = b.columns.tables[table.id]
    labels = [b.say("No."), *(column.label for column in table.columns)]
    tall = max(height(label, b.columns.across(*span)) for label, span in zip(labels, spans, strict=True))
    row = b.row(f"table.{table.id}.headings", max(22.0, tall))
    for label, (left, right) in zip(labels, spans, strict=True):
        b.put_exactly((row, left), (row, right), "table_heading", label)
    b.put_exactly((row, b.columns.gap), (row, b.columns.gap), "gap", 0)


def _row(b: Builder, table: Table, number: int) -> None:
    spans = b.columns.tables[table.id]
    row = b.row(f"{table.id}.{number}", ROW)
    b.put_exactly((row, spans[0][0]), (row, spans[0][1]), "number", number)
    slots = [
        _slot(b, table, column, (row, left), (row, right), number)
        for column, (left, right) in zip(table.columns, spans[1:], strict=True)
    ]
    for slot in slots:
        b.slot_exactly(slot, f"table_{slot.type}")
    b.put((row, b.columns.gap), "gap", 0, formula=table_row_gaps(slots))


def _slot(
    b: Builder, table: Table, column: TableColumn, at: tuple[int, int], last: tuple[int, int], number: int
) -> Slot:
    low, high, step = column.min, column.max, column.step
    kind: InputType = "choice" if column.type == "person" else column.type
    choices = tuple(choice.label for choice in column.choices) if column.choices else None
    if column.type == "person":
        choices = b.setting.people
    elif column.type == "text":
        high = CELL_TEXT_LIMIT
    elif column.type == "date":
        period = b.setting.period if column.within else None
        low, high = (day_number(period.first_day), day_number(period.last_day)) if period else (None, None)
    else:
        low = 0 if low is None and column.type != "choice" else low
        step = step or (1 if column.type == "integer" else None)
    return Slot(
        table_slot(table.id, number, column.id), None, column.label.replace("\n", ""), b.scheme.lead.id, at, last, kind,
        low, high, step, choices, column.required, b.say("{title} row {row}").format(title=table.title, row=number),
        table.id, number, people=column.type == "person",
    )  # fmt: skip
