"""Decryption of workbooks with the passwords of ``--password-file``."""

from __future__ import annotations

import logging
import re
import struct
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlsappraise.base import files
from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.xlsx.limits import hostile
from xlsappraise.xlsx.xml import parse

if TYPE_CHECKING:
    from olefile import OleFileIO

SPIN_LIMIT = 200_000
PASSWORD_LIMIT = 8
FILE_LIMIT = 64 * 2**10
_AGILE, _STANDARD = (4, 4), ((2, 2), (3, 2), (4, 2))
_ENCRYPTED_KEY = "{http://schemas.microsoft.com/office/2006/keyEncryptor/password}encryptedKey"
EXCEL_DEFAULT = "VelvetSweatshop"
"""The password of workbooks of which only the structure is locked; Excel opens them without asking"""


def read_passwords(path: Path) -> tuple[str, ...]:
    """Return the passwords of a file, one a line, without blank lines; raise Refusal."""
    try:
        with path.open("rb") as file:
            data = file.read(FILE_LIMIT + 1)
    except OSError as error:
        raise Refusal(problem("password-file-unreadable", file=str(path), found=files.reason(error))) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gbk", "replace")
    passwords = tuple(line for line in re.split(r"\r\n|\r|\n", text) if line.strip())
    if len(data) > FILE_LIMIT or len(passwords) > PASSWORD_LIMIT:
        raise Refusal(problem("password-file-too-long", file=str(path), found=len(passwords), expected=PASSWORD_LIMIT))
    if not passwords or "\ufffd" in text:
        raise Refusal(problem("password-file-unreadable", file=str(path), found=phrase("no password in it")))
    return passwords


def decrypt(data: bytes, passwords: Sequence[str]) -> bytes:
    """Decrypt a workbook; raise Refusal when no password is right or the content was changed.

    Integrity is verified where the format supports it (agile .xlsx).
    """
    import olefile

    logging.getLogger("msoffcrypto").setLevel(logging.CRITICAL + 1)
    try:
        with olefile.OleFileIO(data) as ole:
            agile = ole.exists("EncryptionInfo") and _check_agile(ole)
    except Refusal:
        raise
    except Exception:  # olefile raises anything on a damaged file
        raise Refusal(problem("file-truncated", found=phrase("its inner file system is damaged"))) from None
    for password in (*passwords[:PASSWORD_LIMIT], EXCEL_DEFAULT):
        opened = _opened_with(data, password, agile)
        if opened is not None:
            return opened
    raise Refusal(problem("password-wrong") if passwords else problem("file-encrypted"))


def _check_agile(ole: OleFileIO) -> bool:
    """Return whether the encryption is agile; raise Refusal for parameters that would be expensive to compute."""
    with ole.openstream("EncryptionInfo") as stream:
        info = stream.read(FILE_LIMIT)
    version = struct.unpack_from("<HH", info)
    if version in _STANDARD:
        return False
    if version != _AGILE:
        raise Refusal(problem("file-encrypted"))
    for key in parse(info[8:]).iter(_ENCRYPTED_KEY):
        spins = key.get("spinCount", "")
        if not spins.isascii() or not spins.isdigit() or len(spins) > 9 or int(spins) > SPIN_LIMIT:
            raise hostile(phrase("a password that is to be hashed {count} times", count=spins[:20]))
    return True


def _opened_with(data: bytes, password: str, agile: bool) -> bytes | None:
    """Return the decrypted content, None when the password is wrong; raise Refusal when the content is damaged."""
    import msoffcrypto
    from msoffcrypto.exceptions import InvalidKeyError

    out = BytesIO()
    try:
        office: Any = msoffcrypto.OfficeFile(BytesIO(data))
        if agile and not _fits(office.info, password):
            return None
        try:
            office.load_key(password, **({} if agile or office.format != "ooxml" else {"verify_password": True}))
        except InvalidKeyError:
            return None
        office.decrypt(out, **({"verify_integrity": True} if agile else {}))
    except Exception:  # msoffcrypto raises anything on a damaged file
        found = phrase("its encrypted content is not what was encrypted")
        raise Refusal(problem("file-truncated", found=found)) from None
    return out.getvalue()


def _fits(info: dict[str, Any], password: str) -> bool:
    """Return whether a password is right for an agile encryption."""
    from msoffcrypto.method.ecma376_agile import ECMA376Agile

    verify: Callable[..., bool] = ECMA376Agile.verify_password
    return verify(
        password,
        info["passwordSalt"],
        info["passwordHashAlgorithm"],
        info["encryptedVerifierHashInput"],
        info["encryptedVerifierHashValue"],
        info["spinValue"],
        info["passwordKeyBits"],
    )
