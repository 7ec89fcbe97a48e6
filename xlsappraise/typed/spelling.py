"""What a number that is not written plainly most likely means. It is asked, never taken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from xlsappraise.base.i18n import N_
from xlsappraise.base.text import BIDI

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_DIGITS_AND_MORE = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*(\D+)", re.ASCII)
_LETTERS = str.maketrans("OoQlI", "00011")
_LIKE_DIGITS = frozenset("OoQlI|")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―", "-"))
_THOUSANDS = re.compile(r"([+-]?\d{1,3})((?:,\d{3})+)(\.\d+)?", re.ASCII)
_COMMA = re.compile(r"([+-]?\d+)[,。·](\d{1,2})", re.ASCII)
_FORMAL = str.maketrans("〇壹贰两叁肆伍陆柒捌玖拾佰", "零一二二三四五六七八九十百")
_ONES = "零一二三四五六七八九"


class Meaning(NamedTuple):
    """Hold a number that may be meant, and the question: ``template`` has ``{number}`` and perhaps ``{extra}``."""

    number: str
    template: str
    extra: str = ""


MEANT = N_(" Did you mean {number}?")
REMOVE = N_(" Remove “{extra}” and enter {number} only.")
LETTER = N_(" “{extra}” is a letter, not a digit. Did you mean {number}?")
INVISIBLE = N_(" It holds invisible characters: clear the cell and type it again.")


def meaning(text: str) -> Meaning | None:
    """Return what a text in a number's place most likely means; None when that is anyone's guess."""
    return next((found for guess in _GUESSES if (found := guess(text)) is not None), None)


def _unit(text: str) -> Meaning | None:
    match = _DIGITS_AND_MORE.fullmatch(text)
    if match is None or any(c.isnumeric() or c in _LIKE_DIGITS or c in BIDI for c in match[2]):
        return None
    return Meaning(match[1], REMOVE, match[2])


def _letter(text: str) -> Meaning | None:
    extra = next((c for c in text if ord(c) in _LETTERS), "")
    number = text.translate(_LETTERS)
    return Meaning(number, LETTER, extra) if extra and _NUMBER.fullmatch(number) else None


def _comma(text: str) -> Meaning | None:
    """Read ``1,500`` as thousands and ``85,5`` as a decimal comma: the number of digits after it decides."""
    thousands, comma = _THOUSANDS.fullmatch(text), _COMMA.fullmatch(text)
    if thousands:
        return Meaning(text.replace(",", ""), MEANT)
    return Meaning(f"{comma[1]}.{comma[2]}", MEANT) if comma else None


def _dash(text: str) -> Meaning | None:
    number = text.translate(_DASHES)
    return Meaning(number, MEANT) if number != text and _NUMBER.fullmatch(number) else None


def _other_digits(text: str) -> Meaning | None:
    """Read decimal digits of another script, such as Arabic ones."""
    number = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text).replace("٫", ".")
    return Meaning(number, MEANT) if number != text and _NUMBER.fullmatch(number) else None


def _chinese(text: str) -> Meaning | None:
    """Read a Chinese numeral below a thousand that is written out in full: 八十五, 一百零五, 八点五, never 一百二."""
    whole, _point, after = text.removesuffix("分").translate(_FORMAL).partition("点")
    known = _numerals().get(whole.replace("一十", "十"))
    if known is None or any(c not in _ONES for c in after) or len(after) > 2:
        return None
    places = "".join(str(_ONES.index(c)) for c in after)
    return Meaning(f"{known}.{places}" if places else str(known), MEANT)


def _sum(text: str) -> Meaning | None:
    """Read a sum of money with its sign or unit, its thousands parted by commas: ¥1,500 or 1,500元."""
    bare = text.lstrip("¥￥").removesuffix("元").strip()
    if bare == text:
        return None
    return Meaning(bare, MEANT) if _NUMBER.fullmatch(bare) else _comma(bare)


def _ten_thousands(text: str) -> Meaning | None:
    """Read 1.8万 and 十八万元, never 一万二."""
    bare = text.removesuffix("元").strip()
    count = bare.removesuffix("万").strip()
    known = Meaning(count, MEANT) if _NUMBER.fullmatch(count) else _chinese(count)
    if count == bare or known is None:
        return None
    return Meaning(f"{(Decimal(known.number) * 10000).normalize():f}", MEANT)


@cache
def _numerals() -> dict[str, int]:
    """Return the numbers below a thousand by their Chinese numerals, 十 without 一 before it."""
    found = {}
    for number in range(1000):
        hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
        text = f"{_ONES[hundreds]}百" if hundreds else ""
        text += f"{_ONES[tens]}十" if tens else "零" if hundreds and ones else ""
        text += _ONES[ones] if ones or not number else ""
        found[text.replace("一十", "十")] = number
    return found


_GUESSES: tuple[Callable[[str], Meaning | None], ...] = (
    _unit, _letter, _comma, _dash, _other_digits, _chinese, _sum, _ten_thousands,
)  # fmt: skip
