"""What a person typed, read without loss: normalised where the meaning is certain, refused where it is not.

Blank is never zero. Full width, blanks around, zero-width characters, numbers as text and binary noise are
normalised and reported; anything else that is not a plain value is a finding with its remedy.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xlsappraise.base.days import day, day_number
from xlsappraise.base.i18n import Fact, Text, concatenated, phrase
from xlsappraise.base.rounding import plain
from xlsappraise.base.text import fold, has_invisible, suggestions, tidy
from xlsappraise.typed.days import as_day, as_shown, moment
from xlsappraise.typed.long_text import TOO_LONG, LongText
from xlsappraise.typed.slot import Slot, allowed
from xlsappraise.typed.spelling import INVISIBLE, MEANT, REMOVE, meaning
from xlsappraise.xlsx.address import address
from xlsappraise.xlsx.cell import BLANK, Cell

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_PERCENT = re.compile(r"([+-]?(?:\d+(?:\.\d*)?|\.\d+))\s*%", re.ASCII)
_WIDE = {**{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}, 0x2212: 0x2D}
_DATE_CODE = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*].')
EARLIEST_YEAR, LATEST_YEAR = 2000, 2099
DIGITS = 15
"""Digits of a number that every spreadsheet program keeps; what lies behind them is noise of binary arithmetic"""
MOST_COUNTED, MOST_MEASURED = 1e6, 1e12
"""The largest count and the largest other number where the scheme gives no bound"""
LEAST_MEASURED, _LEAST_SHOWN = 1e-6, "0.000001"
"""The smallest number besides 0, since others are divided by it"""
_LAST_DAY = 2_958_466
"""The day number after the last one that spreadsheets have"""
_SMALL_DAY = 3000
"""A day number that nobody means as a day: it lies before 1909"""
_PERCENT_UNSAID = 10
"""A percentage without a maximum, written without its sign, is asked about from here on: 95 is 95%, not 9500%"""


@dataclass(frozen=True)
class Finding:
    """Hold a finding on an entry: a problem code with its facts."""

    code: str
    found: str | None = None
    expected: Fact | None = None
    hint: Text = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold a returned input: its value (number, text, ISO date, None for blank) and the findings on it."""

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
    if isinstance(cell.value, LongText):
        return Entry(slot, where, None, (Finding(TOO_LONG, str(cell.value.length), cell.value.most),))
    if cell.kind == "error":
        return Entry(slot, where, None, (Finding("error-value", str(cell.value), allowed(slot)),))
    value, findings = _READERS[slot.type](slot, cell, code)
    return Entry(slot, where, value, tuple(findings))


Result = tuple[float | str | None, list[Finding]]


def _read_text(slot: Slot, cell: Cell, code: str) -> Result:
    raw = _moment_shown(cell.value, code) if isinstance(cell.value, float) and is_date_format(code) else _shown(cell)
    text = tidy(raw)
    findings = [Finding("normalised", raw, text)] if text != raw.strip() else []
    if slot.max is not None and len(text) > slot.max:
        findings.append(Finding("text-too-long", str(len(text)), plain(slot.max)))
    if has_invisible(text):
        findings.append(Finding("control-characters", text))
    return text, findings


def _moment_shown(value: float, code: str) -> str:
    """Return the date, the time or the hours that were typed into a text, which programs keep as a number."""
    bare = _DATE_CODE.sub("", code).lower()
    if not 0 <= value < _LAST_DAY:
        return plain(value)
    if "[h" in code.lower() and value >= 1:
        minutes = round(value * 24 * 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    if value != int(value) and value >= 1 and "h" in bare:
        return moment(value)
    return as_shown(value, day(value))


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
    return None, [Finding("not-in-list", raw, allowed(slot))]


def _unknown_name(slot: Slot, raw: str) -> Finding:
    meant = suggestions(tuple(slot.choices or ())).nearest(raw)
    hint = _ask(meant) if meant else ""
    return Finding("not-in-roster", raw, meant or allowed(slot), hint)


def _read_date(slot: Slot, cell: Cell, _code: str) -> Result:
    shown = _shown(cell)
    found = as_day(cell.value)
    low = day_number(date(EARLIEST_YEAR, 1, 1)) if slot.min is None else slot.min
    high = day_number(date(LATEST_YEAR, 12, 31)) if slot.max is None else slot.max
    if found is None or (slot.max is None and not low <= day_number(found) <= high):
        return None, [Finding("not-a-date", shown, "2026-11-30")]
    if not low <= day_number(found) <= high:
        return None, [Finding("date-outside-period", found.isoformat(), allowed(slot))]
    read = found.isoformat()
    if isinstance(cell.value, float):
        return read, [] if cell.value == int(cell.value) else [Finding("normalised", moment(cell.value), read)]
    return read, [Finding("normalised", shown, read)]


def _read_number(slot: Slot, cell: Cell, code: str) -> Result:
    if isinstance(cell.value, bool):
        return None, [_not_a_number(slot, "TRUE" if cell.value else "FALSE")]
    if isinstance(cell.value, float):
        return _from_number(slot, cell.value, code)
    return _from_text(slot, str(cell.value))


def _from_number(slot: Slot, value: float, code: str) -> Result:
    if is_date_format(code):
        return None, [_date_for_number(slot, value)]
    number = float(f"{value:.{DIGITS}g}")
    percent = "%" in _DATE_CODE.sub("", code)
    if slot.type != "percent" and percent:
        return None, [_percent_for_number(slot, number)]
    if not percent and _sign_forgotten(slot, number):
        return None, [_not_a_number(slot, plain(number), _ask(f"{plain(number)}%"))]
    noise = [] if number == value else [Finding("normalised", repr(value), plain(number))]
    return _judge(slot, number, plain(number), noise)


def _date_for_number(slot: Slot, value: float) -> Finding:
    """Ask for what was meant: the day's month and day, or the number that a date format makes a day of 1900."""
    seen = day(min(max(int(value), 0), 2_000_000))
    meant = plain(value) if 1 <= value < _SMALL_DAY else f"{seen.month}.{seen.day}"
    shown = as_shown(value, seen)
    if value >= 1 and _takes(slot, meant):
        return Finding("date-for-number", shown, meant)
    return _not_a_number(slot, shown, phrase(" The cell is formatted as a date: use a fresh copy of the form."))


def _percent_for_number(slot: Slot, number: float) -> Finding:
    shown = plain(number * 100)
    ask = _ask(shown) if _takes(slot, shown) else ""
    advice = phrase(" The cell is formatted as a percentage: use a fresh copy of the form.")
    return _not_a_number(slot, f"{shown}%", concatenated(ask, advice))


def _sign_forgotten(slot: Slot, number: float) -> bool:
    return slot.type == "percent" and slot.max is None and number > _PERCENT_UNSAID


def _from_text(slot: Slot, raw: str) -> Result:
    text = _narrow(raw)
    percent = _PERCENT.fullmatch(text) if slot.type == "percent" else None
    plainly = percent[1] if percent else text
    if not _NUMBER.fullmatch(plainly):
        return None, [_not_a_number(slot, raw, _hint(slot, text))]
    value = float(f"{float(plainly) / (100 if percent else 1):.{DIGITS}g}")
    if not math.isfinite(value):
        return None, [_not_a_number(slot, raw)]
    if not percent and _sign_forgotten(slot, value):
        return None, [_not_a_number(slot, raw, _ask(f"{plain(value)}%"))]
    shown = text if percent else plain(value)
    return _judge(slot, value, shown, [Finding("normalised", raw, shown)])


def _hint(slot: Slot, text: str) -> Text:
    """Ask for the number that a text most likely means, when the input takes it."""
    if has_invisible(text):
        return phrase(INVISIBLE)
    meant = meaning(text)
    if meant is None:
        return ""
    if _takes(slot, meant.number):
        return phrase(meant.template, number=meant.number, extra=meant.extra)
    return phrase(" Remove “{extra}”.", extra=meant.extra) if meant.template == REMOVE else ""


def _takes(slot: Slot, number: str) -> bool:
    return _judge(slot, float(number), number, [])[0] is not None


def _ask(number: str) -> Text:
    return phrase(MEANT, number=number)


def _narrow(text: str) -> str:
    """Fold full-width forms and drop outer blanks; inner blanks are kept, because they may separate two numbers."""
    return tidy(text.translate(_WIDE))


def _not_a_number(slot: Slot, found: str, hint: Text = "") -> Finding:
    return Finding("not-a-number", found, allowed(slot), hint)


def _judge(slot: Slot, value: float, shown: str, findings: list[Finding]) -> Result:
    """Check a number's range and step."""
    if (slot.min is not None and value < slot.min) or (slot.max is not None and value > slot.max):
        hint: Text = ""
        if slot.type == "percent" and slot.max is not None and value <= slot.max * 100:
            hint = _ask(f"{plain(value)}%")
        return None, [Finding("out-of-range", shown, allowed(slot), hint)]
    beyond = _beyond(slot, value)
    if beyond is not None:
        return None, [Finding("out-of-range", shown, beyond)]
    if slot.type == "integer" and value != round(value):
        return None, [Finding("not-whole", shown, allowed(slot))]
    if slot.step and (_exact(value) - _exact(slot.min or 0)) % _exact(slot.step):
        return None, [Finding("off-step", shown, plain(slot.step))]
    return value, findings


def _beyond(slot: Slot, value: float) -> Text | None:
    """Return what an input takes, for a number that no scheme means; None for any other."""
    most = MOST_COUNTED if slot.type == "integer" else MOST_MEASURED
    if abs(value) > most:
        return phrase("{kind}, at most {high}", kind=allowed(slot), high=plain(most))
    if 0 < abs(value) < LEAST_MEASURED:
        return phrase("{kind}, 0 or at least {low}", kind=allowed(slot), low=_LEAST_SHOWN)
    return None


def _exact(number: float) -> Decimal:
    return Decimal(f"{number:.{DIGITS}g}")


def is_date_format(code: str) -> bool:
    """Return whether a number format shows dates or times."""
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
