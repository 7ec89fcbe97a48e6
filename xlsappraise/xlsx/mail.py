"""The attachments of mails: .eml through the standard library, .msg as the streams of an OLE file."""

from __future__ import annotations

from collections.abc import Iterator
from email import errors, policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from typing import TYPE_CHECKING, Any

from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Refusal, problem
from xlsappraise.xlsx.limits import hostile

if TYPE_CHECKING:
    from olefile import OleFileIO

PART_LIMIT = 500
_ATTACHMENT, _PROPERTY = "__attach_version1.0_", "__substg1.0_"
_MSG_DATA, _MSG_NAMES = "3701", ("3707", "3704", "3001")
_DAMAGE = (errors.InvalidBase64PaddingDefect, errors.InvalidBase64CharactersDefect, errors.InvalidBase64LengthDefect)


def eml_members(data: bytes) -> Iterator[tuple[str, bytes | Refusal]]:
    """Yield the attachments of a mail, inline ones too; attached mails are named, not opened."""
    if data.lower().count(b"content-type:") > PART_LIMIT:
        raise hostile(phrase("a mail of more than {count} parts", count=PART_LIMIT))
    try:
        mail = BytesParser(EmailMessage, policy=policy.default).parsebytes(data.lstrip())
        parts = list(_leaves(mail))
    except (Exception, RecursionError):  # the parser raises anything on malformed headers
        raise Refusal(problem("file-truncated", found=phrase("the mail cannot be taken apart"))) from None
    for number, part in enumerate(parts, 1):
        try:
            name = _name(part)
            if part.get_content_type() == "message/rfc822":
                yield name or f"mail-{number}.eml", Refusal(problem("archive-nested"))
            elif name:
                yield name, _payload(part)
        except Exception:  # the other parts may still be readable
            refusal = Refusal(problem("file-truncated", found=phrase("this part of the mail cannot be read")))
            yield f"part-{number}", refusal


def _leaves(mail: Message) -> Iterator[Message]:
    """Yield the parts that hold content, in order, without entering attached mails."""
    waiting: list[Message] = [mail]
    while waiting:
        part = waiting.pop()
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            children: Any = part.get_payload()
            waiting += reversed(children)
        else:
            yield part


def _name(part: Message) -> str | None:
    """Return a part's file name; one that is not encoded is read as UTF-8 or GBK."""
    for header, value in list(part.raw_items()):
        if header.lower() in ("content-disposition", "content-type") and not value.isascii():
            raw = value.encode("utf-8", "surrogateescape")
            part.replace_header(header, " ".join(decoded(raw, ("utf-8", "gb18030", "latin-1")).split()))
    return part.get_filename()


def decoded(raw: bytes, encodings: tuple[str, ...]) -> str:
    """Decode bytes with the first encoding that fits; the last one must accept any bytes."""
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AssertionError("the last encoding accepts any bytes")


def _payload(part: Message) -> bytes | Refusal:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or any(isinstance(defect, _DAMAGE) for defect in part.defects):
        return Refusal(problem("file-truncated", found=phrase("the attachment's coding is damaged")))
    return content


def msg_members(data: bytes) -> Iterator[tuple[str, bytes | Refusal]]:
    """Yield the attachments of an Outlook message; attached messages are named, not opened."""
    import olefile

    try:
        with olefile.OleFileIO(data) as ole:
            storages = [path for path in ole.listdir(streams=False, storages=True) if path[0].startswith(_ATTACHMENT)]
            found = [
                (_msg_name(ole, path[0]) or f"part-{number}", _msg_content(ole, path[0]))
                for number, path in enumerate(sorted(path for path in storages if len(path) == 1), 1)
            ]
    except Exception:  # olefile raises anything on a damaged file
        raise Refusal(problem("file-truncated", found=phrase("the mail cannot be taken apart"))) from None
    yield from found


def _msg_name(ole: OleFileIO, storage: str) -> str | None:
    """Return an attachment's long name, short name or title; texts of old messages are GBK."""
    for name in _MSG_NAMES:
        for kind, encodings in (("001F", ("utf-16-le", "latin-1")), ("001E", ("utf-8", "gb18030", "latin-1"))):
            path = [storage, f"{_PROPERTY}{name}{kind}"]
            if ole.exists(path):
                text = decoded(ole.openstream(path).read(), encodings).rstrip("\0")
                if text:
                    return text
    return None


def _msg_content(ole: OleFileIO, storage: str) -> bytes | Refusal:
    if ole.exists([storage, f"{_PROPERTY}{_MSG_DATA}000D"]):
        return Refusal(problem("archive-nested"))
    try:
        return bytes(ole.openstream([storage, f"{_PROPERTY}{_MSG_DATA}0102"]).read())
    except Exception:  # the other attachments may still be readable
        return Refusal(problem("file-truncated", found=phrase("this part of the mail cannot be read")))
