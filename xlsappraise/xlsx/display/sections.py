"""The sections of a number format: literals, places for digits, conditions, colours, currency and locale.

Four sections at most (positive, negative, zero, text), conditions, literals in quotes, after a backslash, an
exclamation mark or as they stand. What programs read differently shows no plain number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

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
LANGUAGE, _ABOVE = 0xFFFF, 16
"""Of the number of a locale its language; so many bits above it stand a byte for the calendar, one for the numerals"""
_SYSTEM = (0xF800, 0xF400)
"""Languages that stand for the system's own long date, or time, whatever the rest of the format says"""
_MEANT = re.compile(r"[A-DF-Za-df-z@/Ee]")
"""Letters that stand for parts of a date, an exponent or a fraction where they are not quoted"""


@dataclass(frozen=True, slots=True)
class FormatSection:
    """One section: its tokens, of modifiers those with a currency, its condition, and whether its text can be seen."""

    tokens: tuple[re.Match[str], ...]
    condition: tuple[str, float] | None = None
    seen: bool = True
    known: bool = True
    colour: str | None = None
    """The colour of its text, as ``colour_of`` returns it; None where it leaves that of the font"""
    written_out: bool = False
    """Whether a language stands behind something, where some programs show it as it is written"""
    source: str = ""
    """The section as written"""

    @property
    def literals(self) -> list[str]:
        """The texts that are none of the value."""
        return [literal_of(token) for token in self.tokens if not token["digits"] and not token["general"]]

    @property
    def places(self) -> bool:
        """Whether it has places for digits."""
        return any(token["digits"] for token in self.tokens)

    @property
    def as_held(self) -> bool:
        """Whether it shows a number with as many decimals as there is room for."""
        return any(token["general"] or token["sign"] == "@" for token in self.tokens)

    @property
    def takes_text(self) -> bool:
        """Whether it shows texts."""
        return any(token["sign"] == "@" for token in self.tokens)


@lru_cache(maxsize=1024)
def sections_of(code: str) -> tuple[FormatSection, ...]:
    """Return the sections of a format."""
    parts = [""]
    for piece in _PIECES.findall(code):
        if piece == ";":
            parts.append("")
        else:
            parts[-1] += piece
    sections = tuple(_section(part) for part in parts)
    if any(token["sign"] == '"' for section in sections for token in section.tokens):  # a quote that does not end
        return tuple(replace(section, known=False) for section in sections)
    return sections


def without_marks(code: str) -> str:
    """Return a format as programs read it to which an exclamation mark is a sign and no escape, without these signs."""
    return "".join(piece[1:] if piece.startswith("!") else piece for piece in _PIECES.findall(code))


def _section(part: str) -> FormatSection:
    tokens: list[re.Match[str]] = []
    languages: list[int] = []
    condition, seen, known, colour = None, True, True, None
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
            if currency[1]:
                tokens.append(token)
            else:
                languages.append(len(tokens))
            locale = int(currency[2] or "0", 16)
            known &= ordinary(locale) and locale & LANGUAGE not in _SYSTEM
        elif (named := _colour(modifier)) is not None:
            colour = named
        else:
            known = False
    written_out = any(languages) or len(languages) > 1
    known &= not written_out
    known &= not any(_MEANT.match(token["sign"]) for token in tokens if token["sign"] not in (None, "@"))
    return FormatSection(tuple(tokens), condition, seen, known, colour, written_out, part)


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


def literal_of(token: re.Match[str]) -> str:
    """Return the text of a token that is none of the value; a width of a character is a blank, a currency its sign."""
    if token["space"] is not None:
        return " "
    if token["modifier"] is not None:
        currency = _CURRENCY.fullmatch(token["modifier"])
        return "" if currency is None else currency[1]
    return token["quoted"] or token["escaped"] or token["fill"] or token["sign"] or ""
