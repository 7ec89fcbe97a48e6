"""Tables inside a form: one entry for each response or visit, in one or two rows of the sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xlsappraise.base.days import day_number
from xlsappraise.drawing.heights import height
from xlsappraise.forms.layout.body import TablePlace
from xlsappraise.forms.layout.builder import Builder
from xlsappraise.forms.layout.gaps import table_gap, table_row_gaps
from xlsappraise.forms.layout.lines import ROW_LINES, text_limit
from xlsappraise.forms.layout.plan import GapBlock, GapTable
from xlsappraise.schemes import Scheme, Table, TableColumn, table_slot
from xlsappraise.typed.slot import InputType, Slot
from xlsappraise.xlsx.address import area

ROW = ROW_LINES * 13.05 + 6.9
SHOWN = 30
"""Entries of a table in sight; further rows are hidden until they are needed, and so are not printed"""
Span = tuple[int, int]
_ASIDE = re.compile(r"(?<=.)(（[^（）]*）|\s*\([^()]*\))$")
"""What a heading says in brackets at its end, such as its scale; a name in the self-check is shorter without it"""


def begins_with_table(scheme: Scheme) -> bool:
    """Return whether a form is a log, whose table comes first: no criterion has an input that is required."""
    inputs = (item for c in scheme.criteria for rule in c.rules for item in rule.inputs(c.points, scheme.say))
    return bool(scheme.tables) and not any(item.required for item in inputs)


def lay_tables(b: Builder, tables: Sequence[Table]) -> dict[str, TablePlace]:
    """Lay out tables, each with its title and its headings; return their places."""
    places: dict[str, TablePlace] = {}
    for table in tables:
        title = lay_table_title(b, table)
        lay_table_headings(b, table)
        places[table.id] = lay_entries(b, table, title)
    return places


def lay_table_title(b: Builder, table: Table) -> int:
    """Lay out the title of a table; return its row, which also counts what the table as a whole lacks."""
    c = b.columns
    b.start()
    row = b.row(f"table.{table.id}", 20)
    b.put((row, c.number), "band", _title(b, table), last=(row, c.score))
    return row


def lay_table_headings(b: Builder, table: Table) -> None:
    """Lay out the headings of a table, in as many rows as an entry has."""
    labels = [column.label for column in table.columns]
    for line, spans in enumerate(b.columns.tables[table.id]):
        first = b.say("No.") if line == 0 else ""
        texts = [first, *(labels.pop(0) for _span in spans[1:])]
        tall = max(height(text, b.columns.across(*span)) - 2 for text, span in zip(texts, spans, strict=True))
        row = b.row(f"table.{table.id}{'.more' * line}.headings", tall)
        for text, (left, right) in zip(texts, spans, strict=True):
            b.put_exactly((row, left), (row, right), "table_heading", text or None)


def lay_entries(b: Builder, table: Table, head: int) -> TablePlace:
    """Lay out the entries of a table, whose title is in the row ``head``; return their place."""
    c = b.columns
    lines = c.tables[table.id]
    first = len(b.rows)
    for number in range(1, table.rows + 1):
        if number > 1:
            b.start()
        _entry(b, table, number)
    last = len(b.rows) - 1
    places = list(_places(table, lines))
    columns = {
        column.id: area((first + line, left), (last - (len(lines) - 1) + line, left))
        for column, line, (left, _right) in places
    }
    required = [(column, line, left) for column, line, (left, _right) in places if column.required]
    least = min(1, table.least)
    formula = table_gap([columns[column.id] for column, _line, _left in required], table.least)
    b.put((head, c.gap), "gap", least, formula=formula)
    start = required[0][2] if required else lines[0][1][0]
    b.blocks.append(GapBlock(table.title, head, last, least, start))
    named = tuple((_ASIDE.sub("", column.label.replace("\n", "")), left, line) for column, line, left in required)
    entry = [slot for slot in b.slots if slot.table == table.id and slot.row == 1]
    checked = tuple(slot for slot in entry if slot.type != "text" and not slot.people)
    b.tables.append(GapTable(table.title, first, last, len(lines), named, checked, (head, c.aid)))
    return TablePlace(columns, area((head, c.gap), (last, c.gap)))


def _title(b: Builder, table: Table) -> str:
    template = (
        b.say("{title} (one entry a row, at least {least}, at most {rows})")
        if table.least
        else b.say("{title} (one entry a row, at most {rows})")
    )
    title = template.format(title=table.title, least=table.least, rows=table.rows)
    if table.rows <= SHOWN:
        return title
    more = b.say("for more than {shown}, select the rows around the last one and choose “Unhide”").format(shown=SHOWN)
    return b.say("{title}; {more}").format(title=title, more=more)


def _places(table: Table, lines: Sequence[Sequence[Span]]) -> Iterator[tuple[TableColumn, int, Span]]:
    """Yield each column with its line and its span."""
    columns = iter(table.columns)
    for line, spans in enumerate(lines):
        for span in spans[1:]:
            yield next(columns), line, span


def _entry(b: Builder, table: Table, number: int) -> None:
    c = b.columns
    lines = c.tables[table.id]
    hidden = number > SHOWN
    row = b.row(f"{table.id}.{number}", ROW, hidden=hidden)
    for spans in lines[1:]:
        more = b.row(f"{table.id}.{number}.more", ROW, hidden=hidden)
        left, right = spans[0]
        b.put_exactly((more, left), (more, right), "number")
    left, right = lines[0][0]
    b.put_exactly((row, left), (row + len(lines) - 1, right), "number", number)
    slots = [
        _slot(b, table, column, (row + line, left), (row + line, right), number)
        for column, line, (left, right) in _places(table, lines)
    ]
    for slot in slots:
        b.slot_exactly(slot, f"table_{slot.type}")
    b.put((row, c.gap), "gap", 0, formula=table_row_gaps(slots))


def _slot(
    b: Builder, table: Table, column: TableColumn, at: tuple[int, int], last: tuple[int, int], number: int
) -> Slot:
    low, high, step = column.min, column.max, column.step
    kind: InputType = "choice" if column.type == "person" else column.type
    choices = tuple(choice.label for choice in column.choices) if column.choices else None
    if column.type == "person":
        choices = b.setting.people
    elif column.type == "text":
        high = text_limit(b.columns.across(at[1], last[1]))
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
