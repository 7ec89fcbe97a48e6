"""What a cell shows: its value through its number format, by the grammar of number formats.

Four sections at most (positive, negative, zero, text), conditions, literals in quotes, after a backslash, an
exclamation mark or as they stand, digit places with thousands and scaling, percent, colours, currency and locale.
Dates, fractions, exponents, numerals of other scripts and what programs read differently show no plain number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from xlsappraise.base.rounding import plain

_TOKENS = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<modifier>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<digits>[0#?][0#?,]*(?:\.[0#?,]*)?|\.[0#?][0#?,]*)|(?P<sign>.)",
    re.IGNORECASE | re.DOTALL,
)
_PIECES = re.compile(r'"[^"]*"|[\\!_*].|\[[^\]]*\]|.', re.DOTALL)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?[0-9]+(?:\.[0-9]+)?)")
_COLOURS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF", "red": "FF0000",
    "yellow": "FFFF00", "黑色": "000000", "蓝色": "0000FF", "青色": "00FFFF", "绿色": "00FF00", "洋红": "FF00FF",
    "红色": "FF0000", "黄色": "FFFF00",
}  # fmt: skip
_NUMBERED = re.compile(r"(?:color|颜色)\s?([0-9]{1,2})", re.I)
_FIRST_COLOUR = 7
"""What is added to the number of a colour to find it among those of the palette"""
_UNSEEN = re.compile(r"white|白色|(?:color|颜色)\s?2", re.I)
_CURRENCY = re.compile(r"\$([^-\]]*)(?:-(?:([0-9A-Fa-f]{1,8})|[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*))?")
"""Its sign, and the locale as a number or as a tag of a language"""
_MONEY = "¥￥$€£"
_MONEY_FIRST = re.compile(rf"^([-(]?)[{_MONEY}]")
_SCALES = Context(prec=1200)
"""Digits of the largest number that a spreadsheet holds, with all the places and signs that a format can have"""
LANGUAGE, _ABOVE = 0xFFFF, 16
"""Of the number of a locale its language; so many bits above it stand a byte for the calendar, one for the numerals"""
_SYSTEM = (0xF800, 0xF400)
"""Languages that stand for the system's own long date, or time, whatever the rest of the format says"""
_MEANT = re.compile(r"[A-DF-Za-df-z@/Ee]")
"""Letters that stand for parts of a date, an exponent or a fraction where they are not quoted"""
_SECTIONS = 4
_DASHES = ("-", *(f"{sign}-" for sign in _MONEY))
"""What formats of accounting show of nought"""
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")


@dataclass(frozen=True, slots=True)
class FormatSection:
    """One section: its tokens without modifiers, its condition, and whether its text can be seen."""

    tokens: tuple[re.Match[str], ...]
    condition: tuple[str, float] | None = None
    seen: bool = True
    known: bool = True
    literal: str = ""
    colour: str | None = None
    """The colour of its text, as ``colour_of`` returns it; None where it leaves that of the font"""

    @property
    def literals(self) -> list[str]:
        """The texts that are none of the value."""
        return [_literal(token) for token in self.tokens if not token["digits"] and not token["general"]]

    @property
    def places(self) -> bool:
        """Whether it has places for digits."""
        return any(token["digits"] for token in self.tokens)

    @property
    def takes_text(self) -> bool:
        """Whether it shows texts."""
        return any(token["sign"] == "@" for token in self.tokens)


def shown_text(code: str, value: str) -> str:
    """Return what a cell with a text shows."""
    sections = sections_of(code)
    last = sections[-1]
    if len(sections) < _SECTIONS and not last.takes_text:
        return value
    if not last.seen:
        return ""
    return "".join(value if token["sign"] == "@" or token["general"] else _literal(token) for token in last.tokens)


def shown_number(code: str, value: float | None) -> str | None:
    """Return what a cell with a number shows; None where that is no plain number, or depends on an unknown value."""
    sections = sections_of(code)
    index = _chosen(sections, value)
    if index is None or index >= len(sections):
        return None
    section = sections[index]
    if not section.known:
        return None
    if not section.seen:
        return ""
    if any(s.condition for s in sections) and (value or 0) < 0:
        return None  # programs differ about the sign
    sign = "-" if index == 0 and (value or 0) < 0 else ""
    rendered = _rendered(section, value)
    return None if rendered is None else f"{sign}{section.literal}{rendered}"


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
    bare = _MONEY_FIRST.sub(r"\1", bare)
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


@lru_cache(maxsize=1024)
def sections_of(code: str) -> tuple[FormatSection, ...]:
    """Return the sections of a format."""
    parts = [""]
    for piece in _PIECES.findall(code):
        if piece == ";":
            parts.append("")
        else:
            parts[-1] += piece
    return tuple(_section(part) for part in parts)


def _section(part: str) -> FormatSection:
    tokens = []
    condition, seen, known, literal, colour = None, True, True, "", None
    for token in _TOKENS.finditer(part):
        modifier = token["modifier"]
        if modifier is None:
            tokens.append(token)
            continue
        bound, currency = _CONDITION.fullmatch(modifier), _CURRENCY.fullmatch(modifier)
        if bound:
            condition = bound[1], float(bound[2])
        elif _UNSEEN.fullmatch(modifier):
            seen = False
        elif currency:
            literal += currency[1]
            locale = int(currency[2] or "0", 16)
            known &= ordinary(locale) and locale & LANGUAGE not in _SYSTEM
        elif (named := _colour(modifier)) is not None:
            colour = named
        else:
            known = False
    known &= not any(_MEANT.match(token["sign"]) for token in tokens if token["sign"] not in (None, "@"))
    return FormatSection(tuple(tokens), condition, seen, known, literal, colour)


def ordinary(locale: int) -> bool:
    """Return whether a locale has the ordinary numerals, and the calendar of its language or the Gregorian one."""
    return locale >> _ABOVE <= 1


def _colour(modifier: str) -> str | None:
    """Return the colour that a modifier names, as ``colour_of`` returns it; None for no colour."""
    numbered = _NUMBERED.fullmatch(modifier)
    if numbered:
        return f"indexed {int(numbered[1]) + _FIRST_COLOUR} 0.0"
    named = _COLOURS.get(modifier.lower())
    return None if named is None else f"rgb {named} 0.0"


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
    parts = []
    for token in section.tokens:
        if token["digits"]:
            parts.append(_placed(token["digits"], abs(value or 0.0), 2 * percents))
        elif token["general"] or token["sign"] == "@":
            parts.append(plain(abs(value or 0.0)))
        else:
            parts.append(_literal(token))
    return "".join(parts)


def _literal(token: re.Match[str]) -> str:
    """Return the text of a token that is none of the value; a width of a character is a blank."""
    if token["space"] is not None:
        return " "
    return token["quoted"] or token["escaped"] or token["fill"] or token["sign"] or ""


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
