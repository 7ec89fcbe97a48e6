"""Decryption of workbooks with the passwords of ``--password-file``."""

from __future__ import annotations

import logging
import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlsappraise.base import files
from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.xlsx.agile import Agile
from xlsappraise.xlsx.old.ole import refuse_several

if TYPE_CHECKING:
    from olefile import OleFileIO

PASSWORD_LIMIT = 8
FILE_LIMIT = 64 * 2**10
PACKAGE_LIMIT = 64 * 2**20
_AGILE, _STANDARD = (4, 4), ((2, 2), (3, 2), (4, 2))
_RIGHTS = ("\x06DRMContent", "\x09DRMContent", "DRMContent", "\x09DRMViewerContent")
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
            package = _agile_package(ole)
    except Refusal:
        raise
    except Exception:  # olefile raises anything on a damaged file
        raise Refusal(problem("file-truncated", found=phrase("its inner file system is damaged"))) from None
    for password in (*passwords[:PASSWORD_LIMIT], EXCEL_DEFAULT):
        opened = _opened_with(data, password) if package is None else package.opened(password)
        if opened is not None:
            return opened
    raise Refusal(problem("password-wrong") if passwords else problem("file-encrypted"))


@dataclass(frozen=True, slots=True)
class _Package:
    """A package with agile encryption."""

    agile: Agile
    data: bytes

    def opened(self, password: str) -> bytes | None:
        """Return the content, None when the password is wrong; raise Refusal when the content is damaged."""
        try:
            secret = self.agile.secret(password)
            return None if secret is None else self.agile.decrypt(secret, self.data)
        except (ValueError, struct.error):
            raise _damaged() from None


def _agile_package(ole: OleFileIO) -> _Package | None:
    """Return the package with agile encryption, None for an older kind; raise Refusal for kinds that are not read."""
    if any(name[-1] in _RIGHTS for name in ole.listdir()):
        raise Refusal(problem("protection-unknown", found=phrase("management of rights")))
    if not ole.exists("EncryptionInfo"):
        return None
    refuse_several(ole)
    info = _stream(ole, "EncryptionInfo", FILE_LIMIT)
    version = struct.unpack_from("<HH", info)
    if version in _STANDARD:
        return None
    if version != _AGILE:
        major, minor = version
        found = phrase("encryption of version {major}.{minor}", major=major, minor=minor)
        raise Refusal(problem("protection-unknown", found=found))
    try:
        agile = Agile.of(info[8:])
    except (ValueError, struct.error):
        raise _damaged() from None
    return _Package(agile, _stream(ole, "EncryptedPackage", PACKAGE_LIMIT))


def _stream(ole: OleFileIO, name: str, limit: int) -> bytes:
    with ole.openstream(name) as stream:
        return bytes(stream.read(limit))


def _opened_with(data: bytes, password: str) -> bytes | None:
    """Return the content of an older kind of encryption; None when the password is wrong."""
    import msoffcrypto
    from msoffcrypto.exceptions import InvalidKeyError

    out = BytesIO()
    try:
        office: Any = msoffcrypto.OfficeFile(BytesIO(data))
        try:
            office.load_key(password, **({"verify_password": True} if office.format == "ooxml" else {}))
        except InvalidKeyError:
            return None
        office.decrypt(out)
    except Exception:  # msoffcrypto raises anything on a damaged file
        raise _damaged() from None
    return out.getvalue()


def _damaged() -> Refusal:
    found = phrase("its encrypted content is not what was encrypted")
    return Refusal(problem("file-truncated", found=found))
