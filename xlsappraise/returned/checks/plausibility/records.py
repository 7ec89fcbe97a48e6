"""Notice records that lack what the scheme needs: a word's details, an answer that counts, enough rows; or are open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.text import fold
from xlsappraise.returned.checks.plausibility.remarks.stock import says_nothing
from xlsappraise.returned.checks.tables import begun, table_rows
from xlsappraise.returned.returned_form import Returned
from xlsappraise.schemes import Table, table_slot
from xlsappraise.typed.entries import Entry
from xlsappraise.xlsx.address import address


def record_incomplete(returned: Returned) -> Iterator[Problem]:
    """Yield a note per cell that is blank although a word of its row needs it, and per record that answers nothing.

    A record answers nothing where a criterion counts several columns and none of them has an answer that counts.
    """
    form = returned.issued.blueprint.form
    measured = {
        pairs: criterion.title
        for criterion in form.criteria
        for rule in criterion.rules
        if len(pairs := rule.table_columns()) > 1
    }
    for (table_id, row), entries in table_rows(returned).items():
        if not begun(entries):
            continue
        table, cells = form.table(table_id), {entry.slot.id.rpartition(".")[2]: entry for entry in entries}
        yield from _needed(returned, table, cells)
        for pairs, title in measured.items():
            of_rule = [cells[column] for name, column in pairs if name == table_id and column in cells]
            if of_rule and not any(entry.blank or _counts(table, entry) for entry in of_rule):
                said = tuple(f"{entry.slot.label} {entry.value}" for entry in of_rule)
                yield problem(
                    "record-without-answer", sheet=returned.name, cell=of_rule[0].cell, row=row, label=title, found=said
                )


CLOSING = re.compile("解决|办结|完毕|完结|结案|关闭|了结|闭环|结清|solved|closed|settled", re.I)
"""What the heading of a column says that asks whether a matter is settled"""
CLOSED = re.compile("(?:是|(?:已|按时|超时|按期)*(?:解决|办结|处理完毕|结案|关闭|完成)|yes)", re.I)
FOLLOWED = re.compile("处理|措施|办法|结果|进展|进度|跟进|跟踪|备注|说明|答复|remedy|progress|result", re.I)
"""What the heading of a column says that tells what was done about it; others may tell what the customer said"""
OPEN = re.compile(
    "(?<!不)(?<!不再)(?<!无需)(?<!不用)(?:还没|还未|尚未|尚无|仍未|仍没|仍在|未能?解决|没有?解决|未办结|没有?办结|未处理完|没有?处理完"
    "|未完成|没有?完成|没有?答复|没有?回复|未答复|未回复|等(?:待|着)?[^,。;、再]{0,6}(?:答复|回复|回应|回音|通知|到货|补发|结果)"
    "|(?<![接期招对优善看亏款])待(?:答复|回复|回应|处理|解决|跟进|办|定|确认|到货|补发|厂家|供应商|客户)"
    "|(?:下周|下月|下个月|明天|月底|之后|后续)[^,。;、]{0,2}(?:再|继续|跟|处理|解决|催)|继续(?:跟|催|处理|联系|等)|处理中|查找中|未果)"
    "[^,。;、:]*"
)
"""What says that a matter is open, to the end of its clause"""
SETTLED = re.compile(
    "已[送寄补退换修收到安装办解结]|签收|办结|解决了|(?<![不未没])(?:接受|同意|满意)|退款|完成|完毕|修好|好了|送到|补上|答复了"
)
"""What behind it says that the matter was settled afterwards"""


def record_answers_both(returned: Returned) -> Iterator[Problem]:
    """Yield a note per two columns that exclude each other and are both answered, with the rows in which they are."""
    every = table_rows(returned)
    for table in returned.issued.blueprint.form.tables:
        for column in (column for column in table.columns if column.apart_from is not None):
            both = dict[int, Entry]()
            for (of, row), entries in every.items():
                pair = [e for e in entries if e.slot.id.rpartition(".")[2] in (column.id, column.apart_from)]
                if of == table.id and all(not entry.blank and _counts(table, entry) for entry in pair):
                    both[row] = pair[0]
            if both:
                labels = tuple(one.label for one in table.columns if one.id in (column.id, column.apart_from))
                first = both[min(both)]
                yield problem(
                    "record-answers-both", sheet=returned.name, cell=first.cell, label=table.title,
                    rows=tuple(str(row) for row in both), found=labels,
                )  # fmt: skip


def record_contradicts(returned: Returned) -> Iterator[Problem]:
    """Yield a note per record that is settled according to its answer and not according to what was done about it."""
    for row in table_rows(returned).values():
        answer = next((entry for entry in row if _closed(entry)), None)
        if answer is None or not begun(row):
            continue
        for entry in row:
            if entry.slot.type == "text" and isinstance(entry.value, str) and FOLLOWED.search(entry.slot.label):
                said = fold(entry.value)
                open_ = OPEN.search(said)
                if open_ and not SETTLED.search(said, max(one.end() for one in OPEN.finditer(said))):
                    yield problem(
                        "record-says-otherwise", sheet=returned.name, cell=answer.cell, label=answer.slot.full_label,
                        found=answer.value, other=entry.slot.label, expected=open_[0],
                    )  # fmt: skip
                    break


def _closed(entry: Entry) -> bool:
    """Return whether an answer says that the matter is settled."""
    value = entry.value
    if entry.slot.type != "choice" or not isinstance(value, str) or not CLOSED.fullmatch(value):
        return False
    return CLOSING.search(f"{entry.slot.label}{value}") is not None


def _needed(returned: Returned, table: Table, cells: dict[str, Entry]) -> Iterator[Problem]:
    for column in table.columns:
        entry, word = cells.get(column.id), cells.get(column.needed_by or "")
        if entry is not None and entry.blank and word is not None and word.value in column.needed_for:
            yield problem(
                "record-cell-blank", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
                other=word.slot.label, found=word.value,
            )  # fmt: skip

    lost = next((entry for name, entry in cells.items() if _costs(table, name, entry)), None)
    for column in table.columns if lost is not None else ():
        entry = cells.get(column.id)
        if column.type != "text" or entry is None or entry.blank or not FOLLOWED.search(column.label):
            continue
        if lost is not None and says_nothing(entry):
            yield problem(
                "record-cell-blank", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
                other=lost.slot.label, found=lost.value,
            )  # fmt: skip


def _costs(table: Table, name: str, entry: Entry) -> bool:
    """Return whether a word is chosen that is worth less than another of its list."""
    column = next(one for one in table.columns if one.id == name)
    worth = {choice.label: choice.worth for choice in column.choices or ()}
    mine, every = worth.get(str(entry.value)), [one for one in worth.values() if one is not None]
    return mine is not None and mine < max(every)


def _counts(table: Table, entry: Entry) -> bool:
    """Return whether a word is worth something or nothing; one without a worth says that the column does not apply."""
    column = next(one for one in table.columns if one.id == entry.slot.id.rpartition(".")[2])
    worth = {choice.label: choice.worth for choice in column.choices or ()}
    return not isinstance(entry.value, str) or worth.get(entry.value) is not None


def records_few(returned: Returned) -> Iterator[Problem]:
    """Yield a note per table with fewer records than the scheme asks for; too few to count is an error elsewhere.

    Nobody is asked about somebody who was there for a part of the period.
    """
    blueprint, rows = returned.issued.blueprint, table_rows(returned)
    for table in blueprint.form.tables if blueprint.stay is None and not returned.untouched else ():
        filled = [row for (name, row), entries in rows.items() if name == table.id and begun(entries)]
        if table.least <= len(filled) < table.asked:
            last = blueprint.slots_by_id[table_slot(table.id, max(filled, default=1), table.columns[0].id)]
            at = returned.now(last.place)
            yield problem(
                "records-few", sheet=returned.name, cell=address(at) if at else None, label=table.title,
                found=len(filled), expected=table.asked,
            )  # fmt: skip
