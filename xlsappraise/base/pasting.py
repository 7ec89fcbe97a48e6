"""Commands in messages, ready to paste into a terminal."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"[\w.,:/\\+@%=-]+")


def command_line(*words: str) -> str:
    """Join the words of a command; those with blanks or special characters are quoted, as every shell takes it."""
    return " ".join(word if _PLAIN.fullmatch(word) else f'"{word}"' for word in words)
