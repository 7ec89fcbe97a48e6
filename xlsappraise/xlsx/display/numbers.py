"""What a cell shows: its value through its number format.

Thousands and scaling, percent, currency where it stands. Dates, fractions, exponents, numerals of other scripts and
what programs read differently show no plain number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

from xlsappraise.base.rounding import plain
from xlsappraise.xlsx.display.sections import FormatSection, literal_of, sections_of, without_marks

_MONEY = "¥￥$€£"
_MONEY_AROUND = re.compile(rf"^([-(]?)[{_MONEY}]|[{_MONEY}](\)?)$")
_SCALES = Context(prec=1200)
"""Digits of the largest number that a spreadsheet holds, with all the places and signs that a format can have"""
_SECTIONS = 4
_DASHES = ("-", *(f"{sign}-" for sign in _MONEY), *(f"-{sign}" for sign in _MONEY))
"""What formats of accounting show of nought"""
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")


def shown_text(code: str, value: str) -> str:
    """Return what a cell with a text shows; where programs differ, what is not the text itself."""
    codes = (code, without_marks(code)) if "!" in code else (code,)
    shown = [text for one in codes for text in _texts(sections_of(one), value)]
    return next((text for text in shown if text != value), value)


def _texts(sections: Sequence[FormatSection], value: str) -> list[str]:
    """Return what programs show of a text: through the last of four sections, or whichever has a place for it."""
    taking = sections[_SECTIONS - 1 :] or [section for section in sections if section.takes_text]
    return [_with_text(section, value) for section in taking] or [value]


def _with_text(section: FormatSection, value: str) -> str:
    if not section.seen:
        return ""
    return "".join(value if token["sign"] == "@" or token["general"] else literal_of(token) for token in section.tokens)


def shown_number(code: str, value: float | None) -> str | None:
    """Return what a cell with a number shows; None where that is no plain number, or depends on an unknown value."""
    shown = _shown_number(code, value)
    if shown is None or "!" not in code or shown == _shown_number(without_marks(code), value):
        return shown
    return None


def _shown_number(code: str, value: float | None) -> str | None:
    sections = sections_of(code)
    index = _chosen(sections, value)
    if index is None or index >= len(sections):
        return None
    section = sections[index]
    if not section.known or (section.takes_text and len(sections) > 1):  # which some programs keep for texts alone
        return None
    if not section.seen:
        return ""
    if any(s.condition for s in sections) and (value or 0) < 0:
        return None  # programs differ about the sign
    sign = "-" if index == 0 and (value or 0) < 0 else ""
    rendered = _rendered(section, value)
    return None if rendered is None else f"{sign}{rendered}"


def chosen_section(code: str, value: float) -> FormatSection | None:
    """Return the section that shows a number; None where there is none, or programs differ."""
    sections = sections_of(code)
    index = _chosen(sections, value)
    return None if index is None or index >= len(sections) else sections[index]


def number_in(text: str | None) -> float | None:
    """Return the number that a text is, with thousands, brackets of a negative one and percent; None for others."""
    if text is None:
        return None
    bare = "".join(text.split()).replace(",", "").replace("\N{MINUS SIGN}", "-")
    bare = _MONEY_AROUND.sub(r"\1\2", bare, count=1)
    if bare.startswith("(") and bare.endswith(")"):
        bare = f"-{bare[1:-1]}"
    percent = bare.endswith("%")
    if not _NUMBER.fullmatch(bare.removesuffix("%")):
        return None
    return float(bare.removesuffix("%")) / (100 if percent else 1)


def tells(code: str, value: float | str | bool | None, issued: str = "General") -> bool:
    """Return whether a format shows the value itself, or what the issued format shows of it.

    A number may be rounded to two or more decimals; a word, another sign, a date or nothing never tells it.
    """
    if code == issued:
        return True
    if isinstance(value, str):
        return shown_text(code, value).strip() == value.strip()
    if not isinstance(value, float) or isinstance(value, bool):
        return True
    text = shown_number(code, value)
    if text is None:
        return False
    due = shown_number(issued, value)
    if due is not None and _bare(text) == _bare(due):
        return True
    if value == 0 and _bare(text) in _DASHES:
        return True
    number = number_in(text)
    if number is None or ("%" in text and "%" not in (due or "")):
        return False
    decimals = len(_bare(text).rstrip("%)").partition(".")[2])
    return number == value or (decimals >= 2 and number == float(_rounded(value, decimals)))


def _bare(text: str) -> str:
    return "".join(text.split()).replace(",", "")


def _chosen(sections: Sequence[FormatSection], value: float | None) -> int | None:
    """Return the section that shows a number; None where programs differ, or the value is unknown and matters."""
    if len(sections) > _SECTIONS:
        return None
    numeric = [*sections[:3]]
    if len(sections) < _SECTIONS and len(sections) > 1 and sections[-1].takes_text:
        numeric = [*sections[:-1]]
    if any(section.condition for section in numeric):
        return _by_condition(numeric, value)
    if len(numeric) == 1:
        return 0
    if value is None:
        return None if numeric[0].tokens else 0
    if value < 0:
        return 1
    return 2 if value == 0 and len(numeric) > 2 else 0


def _by_condition(numeric: Sequence[FormatSection], value: float | None) -> int | None:
    first = numeric[0].condition
    if value is None or first is None:
        return None
    if _holds(value, *first):
        return 0
    if len(numeric) < 2:
        return None
    second = numeric[1].condition
    if second is None:
        return 1 if len(numeric) == 2 else None
    return 1 if _holds(value, *second) else 2


def _holds(value: float, sign: str, bound: float) -> bool:
    return {
        "<": value < bound, "<=": value <= bound, ">": value > bound, ">=": value >= bound,
        "=": value == bound, "<>": value != bound,
    }[sign]  # fmt: skip


def _rendered(section: FormatSection, value: float | None) -> str | None:
    runs = [t for t in section.tokens if t["digits"] or t["general"] or t["sign"] == "@"]
    if len(runs) > 1 or (runs and value is None):
        return None
    percents = sum(t["sign"] == "%" for t in section.tokens)
    parts: list[str] = []
    for token in section.tokens:
        if (token["digits"] or "").startswith(".") and "".join(parts).strip():
            return None  # some programs write the digits before the point in front of what stands there
        if token["digits"]:
            parts.append(_placed(token["digits"], abs(value or 0.0), 2 * percents))
        elif token["general"] or token["sign"] == "@":
            parts.append(plain(abs(value or 0.0)))
        else:
            parts.append(literal_of(token))
    return "".join(parts)


def _placed(places: str, value: float, power: int) -> str:
    """Return a value, times a power of ten, in digit places.

    ``0`` always shows a digit, ``#`` none for nought, ``,`` at the end scales.
    """
    unscaled = places.rstrip(",")
    before, point, after = unscaled.partition(".")
    whole = before.rstrip(",")
    power -= 3 * (len(places) - len(unscaled) + len(before) - len(whole))
    decimals = after.replace(",", "")
    number = _rounded(value, len(decimals), power)
    digits, _point, rest = number.partition(".")
    least = whole.count("0")
    digits = digits.lstrip("0").rjust(least, "0")
    kept = decimals.count("0")
    while len(rest) > kept and rest.endswith("0"):
        rest = rest[:-1]
    return f"{digits}{point}{rest}"


def _rounded(value: float, decimals: int, power: int = 0) -> str:
    scaled = Decimal(f"{value:.15g}").scaleb(power)
    return f"{scaled.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _SCALES):f}"
