"""Check that locked numbers show their value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.rounding import plain
from xlsappraise.forms.frozen import blank_of
from xlsappraise.returned.checks.formulas import changed_formulas
from xlsappraise.returned.checks.locked import changed_cells
from xlsappraise.returned.returned_form import Returned
from xlsappraise.xlsx.address import Place
from xlsappraise.xlsx.sheet import Cell

_PLAIN = re.compile(r"(?:general|@|[0#?.,_\s()-]*)(?:;.*)?", re.IGNORECASE)
_THOUSANDS = re.compile(r"[0#?],+(?:$|;|\.)")


def number_formats(returned: Returned) -> Iterator[Problem]:
    """Yield locked numbers and scores whose format shows something else than the value."""
    for at, code, _found in misleading_formats(returned):
        yield problem(
            "number-format-changed", sheet=returned.name, cell=returned.where(at), found=code,
            expected=returned.issued.locked[at].format, label=returned.issued.label(at),
        )  # fmt: skip


def misleading_formats(returned: Returned) -> Iterator[tuple[Place, str, Cell]]:
    """Yield (issued place, number format, cell found) of cells that do not show their value.

    Cells with changed content are left out, since other checks report them.
    """
    misleading = list(_misleading(returned))
    if misleading:
        changed = {at for at, *_ in changed_cells(returned)} | {at for at, *_ in changed_formulas(returned)}
        yield from (one for one in misleading if one[0] not in changed)


def _misleading(returned: Returned) -> Iterator[tuple[Place, str, Cell]]:
    for at, expected in returned.issued.locked.items():
        if expected.kind != "number" and expected.formula is None:
            continue
        found = returned.cell(at)  # blank when it is gone
        if blank_of(found) or found.style >= len(returned.reading.formats):
            continue
        code = returned.reading.format(found.style)
        if code != expected.format and not shows_value(code):
            yield at, code, found


def shows_value(code: str) -> bool:
    """Return whether a number format shows the number itself: digits, no texts, percents or thousands cut."""
    first, *others = code.split(";")
    if not any(place in first.lower() for place in ("0", "#", "?", "@", "general")):
        return False
    if not _PLAIN.fullmatch(first) or _THOUSANDS.search(first):
        return False
    return all(_PLAIN.fullmatch(part.replace("[RED]", "")) for part in others[:1])


_TOKENS = re.compile(
    r'"(?P<text>[^"]*)"|\\(?P<literal>.)|[_*].|\[(?P<condition>[^\]]*)\]'
    r"|(?P<digits>[0#?.,]*[0#?][0#?.,]*)|(?P<general>General)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_PIECES = re.compile(r'"[^"]*"|\\.|.', re.DOTALL)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?[0-9]+(?:\.[0-9]+)?)")
_NUMBER = re.compile(r"([+-]?[0-9]+(?:\.[0-9]+)?)(%?)")


def number_shown(code: str, value: float | None) -> float | None:
    """Return the number that this format displays; None where it displays another text, or is not supported."""
    section = _section(code, value)
    text = None if section is None else _text_shown(section, value)
    match = _NUMBER.fullmatch("".join(text.split()).replace(",", "")) if text is not None else None
    if match is None:
        return None
    return float(match[1]) / (100 if match[2] else 1)


def _section(code: str, value: float | None) -> str | None:
    """Return the part of a format that shows this value: by its condition, else by the sign; None if unknown."""
    parts = [""]
    for piece in _PIECES.findall(code):
        if piece == ";":
            parts.append("")
        else:
            parts[-1] += piece
    condition = _CONDITION.search(parts[0].partition("]")[0]) if parts[0].startswith("[") else None
    if condition is not None:
        if value is None:
            return None
        index = 0 if _holds(value, condition[1], float(condition[2])) else 1
    else:
        index = 2 if value == 0 else 1 if (value or 0) < 0 else 0
    return parts[index] if index < len(parts) else parts[0]


def _holds(value: float, sign: str, bound: float) -> bool:
    return {
        "<": value < bound, "<=": value <= bound, ">": value > bound, ">=": value >= bound,
        "=": value == bound, "<>": value != bound,
    }[sign]  # fmt: skip


def _text_shown(section: str, value: float | None) -> str | None:
    parts: list[str] = []
    tokens = list(_TOKENS.finditer(section))
    runs = [token for token in tokens if token["digits"] or token["general"]]
    if len(runs) > 1 or (runs and value is None):
        return None
    percent = 100.0 if any(token["other"] == "%" for token in tokens) else 1.0
    for token in tokens:
        if token["digits"]:
            parts.append(_digits(token["digits"], abs(value or 0.0) * percent))
        elif token["general"]:
            parts.append(plain(abs(value or 0.0)))
        elif token["other"] and token["other"] not in "%+- 123456789":
            return None
        else:
            parts.append(token["text"] or token["literal"] or token["other"] or "")
    return "".join(parts)


def _digits(places: str, value: float) -> str:
    """Format a value with digit places: as many decimals as the format has, divided by 1000 per trailing comma."""
    whole = places.rstrip(",")
    value /= 1000 ** (len(places) - len(whole))
    return f"{value:.{len(whole.partition('.')[2].replace(',', ''))}f}"
