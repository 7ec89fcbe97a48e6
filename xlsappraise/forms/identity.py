"""The form number: an opaque, signed token that identifies a form and contains no names.

``XA1-<issue>-<key>-<mac>`` in Crockford base 32; the HMAC-SHA256 (100 bits of it) covers version, issue,
employee, period, scheme digest and layout version. It proves what was issued, not who entered the marks.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from xlsappraise.base import files
from xlsappraise.base.form_number import ALPHABET, ISSUE_LENGTH, KEY_ID_LENGTH, MAC_LENGTH, VERSION, Token
from xlsappraise.base.i18n import N_, phrase
from xlsappraise.base.problems import Refusal, problem

UNUSABLE = N_("is missing or damaged")
KEY_LENGTH = 32
"""Bytes of a key"""
_LARGEST = 2**20
"""Bytes of a file of keys; one with all the keys that there can be has a tenth"""
_KEY_ID = re.compile(f"[{ALPHABET}]{{{KEY_ID_LENGTH}}}")


def new_issue() -> str:
    """Return a fresh issue id (50 random bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(ISSUE_LENGTH))


@dataclass(frozen=True, slots=True)
class Subject:
    """The data that a signature covers, besides the issue id."""

    employee_id: str
    period: str
    digest: str
    layout_version: int


class Keyring:
    """The signing keys by id; the last one signs, all of them verify."""

    def __init__(self, keys: dict[str, bytes]) -> None:
        self.keys = keys

    @classmethod
    def create(cls, path: Path) -> Keyring:
        """Create a key and save it, readable only by the user where the platform supports that."""
        ring = cls({"01": secrets.token_bytes(KEY_LENGTH)})
        ring.save(path)
        return ring

    def rotated(self) -> Keyring:
        """Return a ring that signs with a new key and verifies older ones; raise Refusal when all key ids are used."""
        last = max(self.keys)
        number = ALPHABET.index(last[0]) * len(ALPHABET) + ALPHABET.index(last[1]) + 1
        if number >= len(ALPHABET) ** 2:
            raise Refusal(problem("keys-used-up", found=last))
        first, second = divmod(number, len(ALPHABET))
        return Keyring({**self.keys, ALPHABET[first] + ALPHABET[second]: secrets.token_bytes(KEY_LENGTH)})

    def save(self, path: Path) -> None:
        """Write the keys to a file that is never readable by others."""
        data = json.dumps({name: key.hex() for name, key in self.keys.items()}, indent=1).encode()
        files.write_bytes(path, data, mode=0o600)

    @classmethod
    def load(cls, path: Path) -> Keyring:
        """Read the keys; raise Refusal when the file is missing, or holds anything but keys of 32 bytes."""
        try:
            with files.opened(path) as file:
                text = file.read(_LARGEST).decode("utf-8-sig")  # some editors save it with a mark before it
            raw = json.loads(text)
            keys = {str(name): bytes.fromhex(key) for name, key in raw.items()}
        except (OSError, ValueError, AttributeError, TypeError, RecursionError):
            keys = {}
        if not keys or any(not _KEY_ID.fullmatch(name) or len(key) != KEY_LENGTH for name, key in keys.items()):
            raise Refusal(problem("key-missing", file=str(path), keys=str(path), found=phrase(UNUSABLE)))
        return cls(keys)

    def sign(self, issue: str, subject: Subject) -> Token:
        """Return the signed form number of an issue."""
        key_id = max(self.keys)
        return Token(issue, key_id, self._mac(key_id, issue, subject))

    def verify(self, token: Token, subject: Subject) -> bool:
        """Return whether the token was signed with a key of this ring for this subject."""
        if token.key not in self.keys:
            return False
        return hmac.compare_digest(self._mac(token.key, token.issue, subject), token.mac)

    @property
    def fingerprint(self) -> str:
        """A digest of the keys, which changes with any of them."""
        parts = json.dumps({name: key.hex() for name, key in sorted(self.keys.items())})
        return hashlib.sha256(parts.encode()).hexdigest()[:16]

    def _mac(self, key_id: str, issue: str, subject: Subject) -> str:
        parts = (
            VERSION,
            issue,
            subject.employee_id,
            subject.period,
            subject.digest,
            str(subject.layout_version),
        )
        message = json.dumps(parts, ensure_ascii=False).encode()
        number = int.from_bytes(hmac.digest(self.keys[key_id], message, hashlib.sha256)[:13], "big") >> 4
        return "".join(ALPHABET[(number >> (5 * i)) & 31] for i in range(MAC_LENGTH))
