"""Form numbers in texts: their format and how they are found; ``forms.identity`` signs them."""

from __future__ import annotations

import re
from dataclasses import dataclass

FORM_NUMBER = "form_number"
"""The name of the cell that holds the form number"""
VERSION = "XA1"
MARK = f"{VERSION}-"
"""The prefix of every form number"""
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ISSUE_LENGTH = 10
KEY_ID_LENGTH = 2
MAC_LENGTH = 20
_TOKEN = re.compile(
    rf"(?<![0-9A-Z])XA1-([{ALPHABET}]{{{ISSUE_LENGTH}}})-([{ALPHABET}]{{{KEY_ID_LENGTH}}})-([{ALPHABET}]{{{MAC_LENGTH}}})(?![0-9A-Z])"
)


@dataclass(frozen=True, slots=True)
class Token:
    """The parts of a form number."""

    issue: str
    key: str
    mac: str

    def __str__(self) -> str:
        return f"{VERSION}-{self.issue}-{self.key}-{self.mac}"


def find_tokens(text: str) -> list[Token]:
    """Return the form numbers in a text."""
    return [Token(*match.groups()) for match in _TOKEN.finditer(text)]
