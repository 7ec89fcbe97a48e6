"""What a person typed, read without loss: normalised where the meaning is certain, refused where it is not.

Blank is never zero. Full width, blanks around, zero-width characters, numbers as text and binary noise are
normalised and said so; anything else that is not a plain value is a finding with its remedy.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from xlsappraise.days import day, day_number
from xlsappraise.i18n import _
from xlsappraise.intake.sheet import BLANK, Cell
from xlsappraise.rounding import plain
from xlsappraise.text import fold, nearest, tidy
from xlsappraise.workbook.layout import Slot, address
from xlsappraise.workbook.validation import allowed

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_PERCENT = re.compile(r"([+-]?(?:\d+(?:\.\d*)?|\.\d+))\s*%", re.ASCII)
_DIGITS_AND_MORE = re.compile(r"([+-]?\d+(?:\.\d+)?)\D+", re.ASCII)
_LIKE_DIGITS = "OoQlI|"
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DATE_CODE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_DAY = re.compile(r"((?:19|20)\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:T00:00:00(?:\.0+)?Z?)?", re.ASCII)
EARLIEST_YEAR, LATEST_YEAR = 2000, 2099


@dataclass(frozen=True)
class Finding:
    """What is to be said of an entry: a problem code with its facts."""

    code: str
    found: str | None = None
    expected: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """An input as it came back: its value (number, text, ISO date, None for blank) and what is to be said."""

    slot: Slot
    cell: str
    value: float | str | None
    findings: tuple[Finding, ...] = ()
    blank: bool = False


def read_entry(slot: Slot, at: tuple[int, int], cell: Cell, code: str) -> Entry:
    """Read one input; ``code`` is the number format of its cell."""
    where = address(at)
    if cell.formula is not None:
        finding = Finding("formula-in-input", f"={cell.formula}")
        return Entry(slot, where, None, (finding,))
    if cell is BLANK or cell.kind == "blank" or (isinstance(cell.value, str) and not tidy(cell.value)):
        return Entry(slot, where, None, (), blank=True)
    if cell.kind == "error":
        return Entry(slot, where, None, (Finding("error-value", str(cell.value), allowed(slot, _)),))
    value, findings = _READERS[slot.type](slot, cell, code)
    return Entry(slot, where, value, tuple(findings))


Result = tuple[float | str | None, list[Finding]]


def _read_text(slot: Slot, cell: Cell, _code: str) -> Result:
    raw = _shown(cell)
    findings = []
    text = tidy(raw)
    if slot.max is not None and len(text) > slot.max:
        findings.append(Finding("text-too-long", str(len(text)), plain(slot.max)))
    if any(not c.isprintable() and c not in "\n\t" for c in text):
        findings.append(Finding("control-characters", text))
    return text, findings


def _shown(cell: Cell) -> str:
    """Return a value as a spreadsheet shows it."""
    if isinstance(cell.value, bool):
        return "TRUE" if cell.value else "FALSE"
    return plain(cell.value) if isinstance(cell.value, float) else str(cell.value)


def _read_choice(slot: Slot, cell: Cell, _code: str) -> Result:
    raw = _shown(cell)
    for choice in slot.choices or ():
        if fold(raw) == fold(choice):
            return choice, [] if raw == choice else [Finding("normalised", raw, choice)]
    if slot.people:
        return None, [_unknown_name(slot, raw)]
    return None, [Finding("not-in-list", raw, allowed(slot, _))]


def _unknown_name(slot: Slot, raw: str) -> Finding:
    meant = nearest(raw, slot.choices or ())
    hint = _(" Did you mean {number}?").format(number=meant) if meant else ""
    return Finding("not-in-roster", raw, meant or allowed(slot, _), {"hint": hint})


def _read_date(slot: Slot, cell: Cell, _code: str) -> Result:
    shown = plain(cell.value) if isinstance(cell.value, float) else str(cell.value)
    found = _as_day(cell.value)
    low = day_number(date(EARLIEST_YEAR, 1, 1)) if slot.min is None else slot.min
    high = day_number(date(LATEST_YEAR, 12, 31)) if slot.max is None else slot.max
    if found is None or (slot.max is None and not low <= day_number(found) <= high):
        return None, [Finding("not-a-date", shown, "2026-11-30")]
    if not low <= day_number(found) <= high:
        return None, [Finding("date-outside-period", found.isoformat(), allowed(slot, _))]
    read = found.isoformat()
    return read, [] if isinstance(cell.value, float) else [Finding("normalised", shown, read)]


def _as_day(value: float | str | bool | None) -> date | None:
    """Read a day number or a day written as text."""
    try:
        if isinstance(value, float):
            return day(value)
        match = _DAY.fullmatch(fold(str(value)))
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except (OverflowError, ValueError):
        return None


def _read_number(slot: Slot, cell: Cell, code: str) -> Result:
    if isinstance(cell.value, bool):
        return None, [_not_a_number(slot, "TRUE" if cell.value else "FALSE")]
    if isinstance(cell.value, float):
        return _from_number(slot, cell.value, code)
    return _from_text(slot, str(cell.value))


def _from_number(slot: Slot, value: float, code: str) -> Result:
    if is_date_format(code):
        return None, [_date_for_number(value)]
    number = float(f"{value:.12g}")
    if slot.type != "percent" and "%" in _DATE_CODE.sub("", code):
        shown = f"{plain(number * 100)}%"
        hint = _(" Did you mean {number}?").format(number=plain(number * 100))
        return None, [_not_a_number(slot, shown, hint)]
    return _judge(slot, number, plain(number), [])


def _date_for_number(value: float) -> Finding:
    seen = day(min(max(int(value), 0), 2_000_000))
    return Finding("date-for-number", seen.isoformat(), f"{seen.month}.{seen.day}")


def _from_text(slot: Slot, raw: str) -> Result:
    text = _narrow(raw)
    percent = _PERCENT.fullmatch(text)
    if percent and slot.type == "percent":
        value = float(f"{float(percent[1]) / 100:.12g}")
        if not math.isfinite(value):
            return None, [_not_a_number(slot, raw)]
        return _judge(slot, value, text, [Finding("normalised", raw, text)])
    if _NUMBER.fullmatch(text):
        value = float(f"{float(text):.12g}")
        if not math.isfinite(value):
            return None, [_not_a_number(slot, raw)]
        return _judge(slot, value, plain(value), [Finding("normalised", raw, plain(value))])
    rest = _DIGITS_AND_MORE.fullmatch(text)
    hint = ""
    extra = text[len(rest[1]) :].strip() if rest else ""
    if rest and not any(c.isdigit() or c in _LIKE_DIGITS for c in extra):
        hint = _(" Remove “{extra}”: {number}").format(extra=extra, number=rest[1])
        if _judge(slot, float(rest[1]), rest[1], [])[0] is None:
            hint = _(" Remove “{extra}”.").format(extra=extra)
    return None, [_not_a_number(slot, raw, hint)]


def _narrow(text: str) -> str:
    """Fold full-width forms and drop what stands around; blanks inside are kept, for they may part two numbers."""
    return tidy(text.translate(_WIDE))


def _not_a_number(slot: Slot, found: str, hint: str = "") -> Finding:
    return Finding("not-a-number", found, allowed(slot, _), {"hint": hint})


def _judge(slot: Slot, value: float, shown: str, findings: list[Finding]) -> Result:
    """Check a number's range and step."""
    if (slot.min is not None and value < slot.min - 1e-9) or (slot.max is not None and value > slot.max + 1e-9):
        hint = ""
        if slot.type == "percent" and slot.max is not None and value <= slot.max * 100:
            hint = _(" Did you mean {number}?").format(number=f"{plain(value)}%")
        return None, [Finding("out-of-range", shown, allowed(slot, _), {"hint": hint})]
    if slot.type == "integer" and abs(value - round(value)) > 1e-9:
        return None, [Finding("not-whole", shown, allowed(slot, _))]
    if slot.step:
        steps = (value - (slot.min or 0)) / slot.step
        if abs(steps - round(steps)) > 1e-6:
            return None, [Finding("off-step", shown, plain(slot.step))]
    return value, findings


def is_date_format(code: str) -> bool:
    """Tell whether a number format shows dates or times."""
    bare = _DATE_CODE.sub("", code).lower()
    return bare != "general" and any(letter in bare for letter in "ymdh")


_READERS = {
    "text": _read_text,
    "choice": _read_choice,
    "date": _read_date,
    "integer": _read_number,
    "number": _read_number,
    "percent": _read_number,
}
