"""Agile encryption of workbooks ([MS-OFFCRYPTO] 2.3.4.10 to 15): AES in CBC mode with any of the SHA digests.

A digest may be shorter than the key, which is then filled up, and shorter than the blocks it is stored in, of which
the rest does not count; Excel 2010 writes SHA-1, whose 20 bytes are stored in 32.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.xlsx.attributes import whole
from xlsappraise.xlsx.limits import hostile
from xlsappraise.xlsx.xml import parse

SPIN_LIMIT = 200_000
_NS = "{http://schemas.microsoft.com/office/2006/encryption}"
_ENCRYPTED_KEY = "{http://schemas.microsoft.com/office/2006/keyEncryptor/password}encryptedKey"
_SEGMENT = 4096
_DIGESTS: Mapping[str, str] = {
    "SHA1": "sha1", "SHA-1": "sha1", "SHA256": "sha256", "SHA-256": "sha256", "SHA384": "sha384", "SHA-384": "sha384",
    "SHA512": "sha512", "SHA-512": "sha512",
}  # fmt: skip
_INPUT, _VALUE, _KEY = (bytes.fromhex(h) for h in ("fea7d2763b4b9e79", "d7aa0f6d3061344e", "146e0be7abacd0d6"))
_HMAC_KEY, _HMAC_VALUE = (bytes.fromhex(h) for h in ("5fb2ad010cb9e1f6", "a0677f02b22c8433"))

_BLOCK = 16
"""Bytes that AES encrypts at a time"""


@dataclass(frozen=True, slots=True)
class _Cipher:
    """How one thing is encrypted."""

    salt: bytes
    digest: str
    block: int
    key_bytes: int

    @classmethod
    def of(cls, element: Element) -> _Cipher:
        """Return what an element says; raise Refusal for a cipher or digest that is not supported."""
        algorithm, chaining = element.get("cipherAlgorithm", ""), element.get("cipherChaining", "")
        digest = _DIGESTS.get(element.get("hashAlgorithm", ""))
        if algorithm != "AES" or chaining != "ChainingModeCBC" or digest is None:
            found = " ".join((algorithm, chaining, element.get("hashAlgorithm", "")))
            raise Refusal(problem("protection-unknown", found=found[:80]))
        bits = whole(element.get("keyBits", "0"))
        if bits not in (128, 192, 256):
            raise Refusal(problem("protection-unknown", found=f"AES {element.get('keyBits', '')}"[:80]))
        block = element.get("blockSize", str(_BLOCK))
        if whole(block) != _BLOCK:
            raise Refusal(problem("protection-unknown", found=phrase("blocks of {size} bytes", size=block[:20])))
        return cls(_bytes(element, "saltValue"), digest, _BLOCK, bits // 8)

    def hash(self, data: bytes) -> bytes:
        return hashlib.new(self.digest, data).digest()

    def vector(self, block: bytes) -> bytes:
        return _filled(self.hash(self.salt + block), self.block)


@dataclass(frozen=True, slots=True)
class Agile:
    """The encryption of a package, as its information states."""

    package: _Cipher
    password: _Cipher
    spins: int
    verifier_input: bytes
    verifier_value: bytes
    key_value: bytes
    hmac_key: bytes
    hmac_value: bytes

    @classmethod
    def of(cls, info: bytes) -> Agile:
        """Return the encryption that is described; raise Refusal for one that is unknown or expensive to compute."""
        root = parse(info)
        data, integrity = root.find(f"{_NS}keyData"), root.find(f"{_NS}dataIntegrity")
        key = next(root.iter(_ENCRYPTED_KEY), None)
        if data is None or integrity is None:
            raise ValueError(info)
        if key is None:
            raise Refusal(problem("protection-unknown", found=phrase("a certificate instead of a password")))
        spins = key.get("spinCount", "")
        if not spins.isascii() or not spins.isdigit() or len(spins) > 9 or int(spins) > SPIN_LIMIT:
            raise hostile(phrase("a password that is to be hashed {count} times", count=spins[:20]))
        return cls(
            _Cipher.of(data),
            _Cipher.of(key),
            int(spins),
            _bytes(key, "encryptedVerifierHashInput"),
            _bytes(key, "encryptedVerifierHashValue"),
            _bytes(key, "encryptedKeyValue"),
            _bytes(integrity, "encryptedHmacKey"),
            _bytes(integrity, "encryptedHmacValue"),
        )

    def secret(self, password: str) -> bytes | None:
        """Return the key of the package; None when the password is wrong."""
        spun = self.password.hash(self.password.salt + password.encode("utf-16-le"))
        for index in range(self.spins):
            spun = self.password.hash(struct.pack("<I", index) + spun)

        def opened(block: bytes, data: bytes) -> bytes:
            key = _filled(self.password.hash(spun + block), self.password.key_bytes)
            return _decrypted(key, _filled(self.password.salt, self.password.block), data)

        due = self.password.hash(opened(_INPUT, self.verifier_input)[: len(self.password.salt)])
        if not hmac.compare_digest(due, opened(_VALUE, self.verifier_value)[: len(due)]):
            return None
        return opened(_KEY, self.key_value)[: self.package.key_bytes]

    def decrypt(self, secret: bytes, package: bytes) -> bytes:
        """Return the content of a package; raise ValueError when it is not what was encrypted."""
        key = _decrypted(secret, self.package.vector(_HMAC_KEY), self.hmac_key)
        size = hashlib.new(self.package.digest).digest_size
        due = hmac.new(key[:size], package, self.package.digest).digest()
        if not hmac.compare_digest(due, _decrypted(secret, self.package.vector(_HMAC_VALUE), self.hmac_value)[:size]):
            raise ValueError("integrity")
        (length,) = struct.unpack_from("<Q", package)
        pieces = []
        for index, at in enumerate(range(8, len(package), _SEGMENT)):
            vector = self.package.vector(struct.pack("<I", index))
            pieces.append(_decrypted(secret, vector, package[at : at + _SEGMENT]))
        return b"".join(pieces)[:length]


def _bytes(element: Element, name: str) -> bytes:
    return base64.b64decode(element.get(name, ""), validate=False)


def _filled(data: bytes, size: int) -> bytes:
    return data[:size].ljust(size, b"\x36")


def _decrypted(key: bytes, vector: bytes, data: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    whole = data[: len(data) - len(data) % 16]
    opening = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    return opening.update(whole) + opening.finalize()
