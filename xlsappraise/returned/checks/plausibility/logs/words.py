"""Notice a record whose marks are not what its own words say, or are given on half of the scale."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.base.text import fold
from xlsappraise.returned.checks.plausibility.twice import column_of, tells
from xlsappraise.returned.checks.tables import begun, table_rows
from xlsappraise.returned.returned_form import Returned
from xlsappraise.typed.entries import Entry

FEWEST = 3
"""The marks of a record"""
ROWS = 4
"""The other records that show how the scale is used"""
TEN = 10
LOW, HIGH = 0.6, 0.9
"""The shares of the scale up to which content customers give nothing, and from which on angry ones do not"""
NEARLY_HALF, HALF, OTHERS = 0.375, 0.5, 0.7
"""The marks of a record that are high for half of the scale, and the least of the others"""
CONTENT = re.compile(
    "(?:非常|很|十分|特别|都|挺|相当|超级)满意|^满意$|很好|非常好|下次还|还会再?来|好评|表扬|点赞|五星|值得推荐"
)
TAKEN_BACK = re.compile("[不没未无差慢贵坏错晚久但却可]|等了|希望|建议|投诉|除了|除外|上次|以前")
"""What else in a text may turn praise, or explain a low mark"""
ANGRY = re.compile(
    "(?:非常|很|十分|极|太)不满|(?<!没有)(?<!无)不满意|太差|很差|差评|再也不|要投诉|要求(?:退货|赔偿)|气愤"
)


def marks_against_words(returned: Returned) -> Iterator[Problem]:
    """Yield a note per record with low marks and praise, with high ones and anger, or with none above half."""
    every = table_rows(returned)
    telling = {(table.id, c.id) for table in returned.issued.blueprint.form.tables for c in table.columns if tells(c)}
    for (table, row), entries in every.items():
        marks = [(entry, share) for entry in entries if (share := _share(entry)) is not None]
        if not begun(entries) or len(marks) < FEWEST:
            continue
        shares, first = [share for _entry, share in marks], marks[0][0]
        texts = [e for e in entries if (table, column_of(e)) in telling and isinstance(e.value, str)]
        told = [(entry, word) for entry in texts if (word := _otherwise(shares, fold(str(entry.value)))) is not None]
        faults = any(TAKEN_BACK.search(fold(str(entry.value))) for entry in texts)
        if told:
            entry, word = told[0]
            yield problem(
                "record-says-otherwise", sheet=returned.name, cell=first.cell, label=first.slot.full_label,
                found=tuple(plain(float(str(mark.value))) for mark, _share in marks), other=entry.slot.label,
                expected=word,
            )  # fmt: skip
        elif not faults and _halved(marks) and _used_wholly(every, table, row):
            values = [float(str(entry.value)) for entry, _share in marks]
            yield problem(
                "marks-of-other-scale", sheet=returned.name, cell=first.cell, count=len(marks),
                low=plain(min(values)), high=plain(max(values)), expected=plain(first.slot.max or 0),
            )  # fmt: skip


def _otherwise(shares: list[float], said: str) -> str | None:
    """Return the words that do not fit the marks."""
    word = CONTENT.search(said)
    if word and max(shares) <= LOW and not TAKEN_BACK.search(CONTENT.sub("", said)):
        return word[0]
    word = ANGRY.search(said)
    return word[0] if word and min(shares) >= HIGH else None


def _halved(marks: list[tuple[Entry, float]]) -> bool:
    return all(NEARLY_HALF <= share <= HALF and (entry.slot.max or 0) >= TEN for entry, share in marks)


def _used_wholly(every: dict[tuple[str, int], list[Entry]], table: str, row: int) -> bool:
    """Return whether all other records, and enough of them, have marks far above half."""
    others = [
        [share for entry in entries if (share := _share(entry)) is not None]
        for (of, number), entries in every.items()
        if of == table and number != row and begun(entries)
    ]
    return len(others) >= ROWS and all(shares and min(shares) >= OTHERS for shares in others)


def _share(entry: Entry) -> float | None:
    """Return a mark as a part of its scale."""
    known = isinstance(entry.value, float) and entry.slot.max and entry.slot.type != "percent"
    return float(str(entry.value)) / (entry.slot.max or 1) if known else None
