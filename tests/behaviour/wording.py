"""Replaces messages by codes. Messages are recognised by being printed with a code, so their wording may change."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

PRINTED = re.compile(r"^\s*\S+ \[([a-z0-9-]+)\] (.+)$", re.MULTILINE)
SHORTEST = 8
"""The least length of a part of a message that is recognised, if it ends like a sentence"""
ENDS = tuple("。.！!？?”）)")


def printed_problems(text: str) -> list[tuple[str, str]]:
    """Return (code, message) of each problem that a command printed."""
    return PRINTED.findall(text)


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
    """All messages of a scene; ``hide`` replaces a message, or its beginning or end, by the code."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self.codes = {message: f"«{code}»" for code, message in sorted(set(pairs), reverse=True)}
        self.longest = sorted(self.codes, key=lambda message: (-len(message), message))
        self.hidden: dict[str, str] = {}

    def hide(self, text: str) -> str:
        """Return a text with messages replaced by codes."""
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
        for message in self.longest:  # a text without the place or the price
            if message.startswith(line) or message.endswith(line):
                return self.codes[message]
        return line

    def hide_all(self, data: Any) -> Any:
        """Return a JSON document with messages replaced by codes."""
        if isinstance(data, dict):
            return {key: self.hide_all(value) for key, value in data.items()}
        if isinstance(data, list):
            return [self.hide_all(value) for value in data]
        return self.hide(data) if isinstance(data, str) else data
