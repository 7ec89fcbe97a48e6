"""Workbooks encrypted as different versions of Excel do: agile, with any digest and length of key."""

from __future__ import annotations

import base64
import hashlib
import hmac
import io
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from msoffcrypto.method.container.ecma376_encrypted import ECMA376Encrypted

SALT, PACKAGE_SALT = bytes(range(16)), bytes(range(16, 32))
SPINS = 1000
SEGMENT = 4096


def _encrypted(key: bytes, vector: bytes, data: bytes) -> bytes:
    made = Cipher(algorithms.AES(key), modes.CBC(vector)).encryptor()
    return made.update(data + bytes(-len(data) % 16)) + made.finalize()


def encrypted(data: bytes, password: str, digest: str = "SHA1", bits: int = 128, cipher: str = "AES") -> bytes:
    """Return a workbook encrypted with a password; ``cipher`` is what the description names."""
    name = digest.lower().replace("-", "")

    def hashed(*parts: bytes) -> bytes:
        return hashlib.new(name, b"".join(parts)).digest()

    def key(block: str) -> bytes:
        return hashed(spun, bytes.fromhex(block)).ljust(bits // 8, b"\x36")[: bits // 8]

    def vector(block: bytes) -> bytes:
        return hashed(PACKAGE_SALT, block).ljust(16, b"\x36")[:16]

    spun = hashed(SALT, password.encode("utf-16-le"))
    for index in range(SPINS):
        spun = hashed(struct.pack("<I", index), spun)
    secret, verifier, mac_key = bytes(range(bits // 8)), bytes(range(100, 116)), bytes(range(50, 50 + len(spun)))
    package = struct.pack("<Q", len(data)) + b"".join(
        _encrypted(secret, vector(struct.pack("<I", number)), data[at : at + SEGMENT])
        for number, at in enumerate(range(0, len(data), SEGMENT))
    )
    mac = hmac.new(mac_key, package, name).digest()
    how = (
        f'blockSize="16" keyBits="{bits}" hashSize="{len(spun)}" cipherAlgorithm="{cipher}" '
        f'cipherChaining="ChainingModeCBC" hashAlgorithm="{digest}" saltSize="16"'
    )
    values = {
        "keyData": ("saltValue", PACKAGE_SALT),
        "encryptedHmacKey": ("", _encrypted(secret, vector(bytes.fromhex("5fb2ad010cb9e1f6")), mac_key)),
        "encryptedHmacValue": ("", _encrypted(secret, vector(bytes.fromhex("a0677f02b22c8433")), mac)),
        "encryptedVerifierHashInput": ("", _encrypted(key("fea7d2763b4b9e79"), SALT, verifier)),
        "encryptedVerifierHashValue": ("", _encrypted(key("d7aa0f6d3061344e"), SALT, hashed(verifier))),
        "encryptedKeyValue": ("", _encrypted(key("146e0be7abacd0d6"), SALT, secret)),
    }
    text = {name: base64.b64encode(value).decode() for name, (_attribute, value) in values.items()}
    uri = "http://schemas.microsoft.com/office/2006/keyEncryptor/password"
    info = (
        struct.pack("<HHI", 4, 4, 0x40)
        + (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            f'<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption" xmlns:p="{uri}">'
            f'<keyData {how} saltValue="{text["keyData"]}"/>'
            f'<dataIntegrity encryptedHmacKey="{text["encryptedHmacKey"]}" '
            f'encryptedHmacValue="{text["encryptedHmacValue"]}"/>'
            f'<keyEncryptors><keyEncryptor uri="{uri}"><p:encryptedKey spinCount="{SPINS}" {how} '
            f'saltValue="{base64.b64encode(SALT).decode()}" '
            f'encryptedVerifierHashInput="{text["encryptedVerifierHashInput"]}" '
            f'encryptedVerifierHashValue="{text["encryptedVerifierHashValue"]}" '
            f'encryptedKeyValue="{text["encryptedKeyValue"]}"/></keyEncryptor></keyEncryptors></encryption>'
        ).encode()
    )
    return contained(info, package)


def contained(info: bytes, package: bytes) -> bytes:
    """Return the OLE file of an encryption's description and its package."""
    out = io.BytesIO()
    ECMA376Encrypted(package, info).write_to(out)
    return out.getvalue()
