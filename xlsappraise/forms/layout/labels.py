"""The texts above sections and beside inputs: a label, and in short what each value stands for, as its source says."""

from __future__ import annotations

from collections.abc import Sequence

from xlsappraise.base.i18n import Words
from xlsappraise.base.rounding import plain
from xlsappraise.base.text import units
from xlsappraise.drawing.heights import capacity
from xlsappraise.schemes import Criterion, Scheme
from xlsappraise.schemes.rules import Input
from xlsappraise.schemes.rules.base import quoted

_NUMERALS = "一二三四五六七八九十"
GAP = "　"
LITERAL = 200
"""Most characters of a text inside a formula, which takes 255"""


def section_label(scheme: Scheme, index: int) -> str:
    """Return a section's heading with its weight (index from 0)."""
    section, say = scheme.sections[index], scheme.say
    numeral = _NUMERALS[index] if scheme.language == "zh_CN" and index < len(_NUMERALS) else str(index + 1)
    title = f"{numeral}　{section.title}"
    if section.bonus:
        return say("{title} (on top of the full points)").format(title=title)
    if section.weight != 1:
        return say("{title} (weight {share} %)").format(title=title, share=plain(section.weight * 100))
    return title


def short(criterion: Criterion, item: Input, say: Words) -> str:
    """Return the label of an input: the scale alone where a criterion asks for nothing but a rating."""
    if criterion.alone and criterion.rules[0].kind == "rating" and item.max is not None:
        return say("{low}–{high}").format(low=plain(item.min or 0), high=plain(item.max))
    return item.label


def packed(meaning: Sequence[str], width: float) -> str:
    """Return the meanings in lines as wide as the label's column: several in one where they fit."""
    room = capacity(width, 9)
    made: list[str] = []
    for text in meaning:
        if made and units(made[-1] + GAP + text) <= room:
            made[-1] += GAP + text
        else:
            made.append(text)
    return "\n".join(made)


def with_meaning(label: str, meaning: str) -> str:
    """Return a label with the meanings below it."""
    return f"{label}\n{meaning}" if meaning else label


def live(formula: str | None, meaning: str) -> str | None:
    """Return the formula of a label with the meanings below it."""
    if formula is None or not meaning:
        return formula
    return formula + "".join(f"&CHAR(10)&{'&'.join(map(quoted, _pieces(line)))}" for line in meaning.split("\n"))


def _pieces(text: str) -> list[str]:
    return [text[start : start + LITERAL] for start in range(0, len(text), LITERAL)]
