"""Messages and their codes: a message is known by having been told, so its wording may change freely."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

TOLD = re.compile(r"^\s*\S+ \[([a-z0-9-]+)\] (.+)$", re.MULTILINE)
SHORTEST = 8
"""A part of a message is recognised from this length on, when it ends as a sentence does"""
ENDS = tuple("。.！!？?”）)")


def told(text: str) -> list[tuple[str, str]]:
    """Return (code, message) of each problem that a command printed."""
    return TOLD.findall(text)


def in_json(data: Any) -> Iterable[tuple[str, str]]:
    """Yield (code, message) of each problem in a JSON document."""
    if isinstance(data, dict):
        if isinstance(data.get("code"), str) and isinstance(data.get("message"), str):
            yield data["code"], data["message"]
        for value in data.values():
            yield from in_json(value)
    elif isinstance(data, list):
        for value in data:
            yield from in_json(value)


class Wording:
    """All messages of a scene. ``hide`` puts the code in the place of a message, or of its beginning or end."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self.codes = {message: f"«{code}»" for code, message in sorted(set(pairs), reverse=True)}
        self.longest = sorted(self.codes, key=lambda message: (-len(message), message))
        self.hidden: dict[str, str] = {}

    def hide(self, text: str) -> str:
        """Return the text with codes in the place of messages."""
        if len(text) < SHORTEST or not self.longest:
            return text
        if text not in self.hidden:
            whole = self._line(text)
            lines = "\n".join(self._line(line) for line in text.split("\n")) if "\n" in whole else whole
            self.hidden[text] = lines
        return self.hidden[text]

    def _line(self, line: str) -> str:
        if line in self.codes:
            return self.codes[line]
        found = line
        for message in self.longest:
            if message in found:
                found = found.replace(message, self.codes[message])
        if found != line or len(line) < SHORTEST or not line.endswith(ENDS):
            return found
        for message in self.longest:  # the place or the price was cut off
            if message.startswith(line) or message.endswith(line):
                return self.codes[message]
        return line

    def hide_all(self, data: Any) -> Any:
        """Return a JSON document with codes in the place of messages."""
        if isinstance(data, dict):
            return {key: self.hide_all(value) for key, value in data.items()}
        if isinstance(data, list):
            return [self.hide_all(value) for value in data]
        return self.hide(data) if isinstance(data, str) else data
