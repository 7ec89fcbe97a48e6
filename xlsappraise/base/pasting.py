"""Commands in messages, ready to paste into a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable

from xlsappraise.base.text import fold

EVERYBODY = ("all", "全部")
_SEPARATOR = re.compile("[,，、;；]")
_PLAIN = re.compile(r"[\w.,:/\\+@%=-]+")


def command_line(*words: str) -> str:
    """Join the words of a command; those with blanks or special characters are quoted, as every shell takes it."""
    return " ".join(word if _PLAIN.fullmatch(word) else f'"{word}"' for word in words)


def listed(values: Iterable[str]) -> str:
    """Join values as an option or argument takes several; a separator inside one is written twice."""
    return ",".join(_SEPARATOR.sub(lambda mark: mark[0] * 2, value) for value in values)


def is_everybody(text: str) -> bool:
    """Return whether a word stands for all employee numbers."""
    return fold(text).lower() in EVERYBODY
