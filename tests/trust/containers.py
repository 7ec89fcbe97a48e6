"""Fixtures of the file around the form: its format, name and size."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from tests.intake.books import PACKAGE_REL
from tests.trust.fixture import Case, Fixture, Found

SAVE = "not an Excel workbook. Send the filled-in form itself, saved as .xlsx."
HTML = '<html><head><meta charset="utf-8"></head><body><table><tr><td>工号</td></tr></table></body></html>'
XML_2003 = (
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
)
CSV = "工号,姓名,得分\r\nE001,王小燕,85\r\n"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def replaced(name: str | None, data: bytes | Callable[[bytes], bytes]) -> Callable[[Case], None]:
    """Return a function that replaces the form's file by other content, or by its own changed, under a name."""

    def make(case: Case) -> None:
        form = case.path.read_bytes()
        case.path.unlink()
        (case.inbox / (name or case.path.name)).write_bytes(data if isinstance(data, bytes) else data(form))

    return make


def refused(
    name: str, title: str, code: str, remedy: str, data: bytes | Callable[[bytes], bytes], file: str | None = None
) -> Fixture:
    """Return a fixture of a refused file; ``remedy`` is a part of its message."""
    return Fixture(f"file-{name}", title, "R", (Found(code, price=remedy),), replaced(file, data), name=file)


def wrong_type(name: str, title: str, file: str, data: bytes, kind: str = "") -> Fixture:
    return refused(name, title, "file-wrong-type", f"This is {kind}, {SAVE}" if kind else SAVE, data, file)


def renamed(name: str, title: str, file: str, found: str) -> Fixture:
    """Return a fixture of a valid form with the name of another file kind, which is read and noted."""
    due = Found("file-extension", found=found, price=f"The name ends in {found}, but the content is an .xlsx workbook")
    return Fixture(f"form-{name}", title, "A", (due,), replaced(file, bytes), notes=True, name=file)


def leftover(name: str, title: str, file: str, data: bytes = b"\x05user") -> Fixture:
    due = Found("file-ignored", price="nothing to do")
    return Fixture(f"leftover-{name}", title, "I", (due,), replaced(file, data), notes=True, name=file)


def package(target: str) -> bytes:
    """Return an Office document of another kind, whose main part is ``target``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("[Content_Types].xml", '<?xml version="1.0"?><Types/>')
        relation = f'<Relationship Id="r1" Type="{OFFICE}" Target="{target}"/>'
        made.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE_REL}">{relation}</Relationships>')
        made.writestr(target, "<document/>")
    return out.getvalue()


def middle_gone(form: bytes) -> bytes:
    """Return a form with the middle third replaced by zeros, as an interrupted copy leaves it."""
    third = len(form) // 3
    return form[:third] + bytes(third) + form[2 * third :]


CONTAINERS: tuple[Fixture, ...] = (
    refused("empty", "zero bytes", "file-empty", "The file is empty (0 bytes). Ask for it again.", b""),
    *(
        refused(f"truncated-{name}", title, "file-truncated", "copied before it was complete; ask for it again.", cut)
        for name, title, cut in (
            ("at-4-bytes", "cut off after 4 bytes", lambda form: form[:4]),
            ("in-half", "cut off in the middle", lambda form: form[: len(form) // 2]),
            ("near-the-end", "cut off 30 bytes before its end", lambda form: form[:-30]),
            ("last-byte", "its last byte is missing", lambda form: form[:-1]),
            ("zeros", "its middle is zeros, as an interrupted copy leaves it", middle_gone),
        )
    ),
    *(
        refused(f"downloading-{suffix}", f"still downloading: a part of the form named `.{suffix}`", "file-truncated",
                "copied before it was complete; ask for it again.", lambda form: form[: len(form) // 3 * 2],
                f"E001.xlsx.{suffix}")
        for suffix in ("crdownload", "part", "download", "xltd")
    ),
    refused("downloading-empty", "still downloading: `.part` with zero bytes", "file-empty", "Ask for it again.", b"",
            "E001.xlsx.part"),
    *(
        leftover(name, title, file)
        for name, title, file in (
            ("excel-lock", "`~$x.xlsx`, which Excel and WPS keep beside an open file", "~$E001.xlsx"),
            ("libreoffice-lock", "`.~lock.x#`, which LibreOffice keeps beside an open file", ".~lock.E001.xlsx#"),
            ("macos-folder", "`.DS_Store`", ".DS_Store"),
            ("macos-twin", "`._x.xlsx`, the twin that macOS writes on foreign disks", "._E001.xlsx"),
            ("windows-pictures", "`Thumbs.db`", "Thumbs.db"),
            ("windows-pictures-new", "`ehthumbs.db`", "ehthumbs.db"),
            ("windows-folder", "`desktop.ini`", "Desktop.ini"),
            ("linux-folder", "`.directory`", ".directory"),
            ("network", "`.nfs0001`, a deleted file that is still open somewhere", ".nfs000000000001"),
        )
    ),
    renamed("named-xls", "a form named `.xls`", "E001.xls", ".xls"),
    renamed("named-csv", "a form named `.csv`", "E001.csv", ".csv"),
    renamed("named-pdf", "a form named `.pdf`", "E001.pdf", ".pdf"),
    renamed("named-et", "a form named `.et`, as WPS names its own", "E001.et", ".et"),
    renamed("named-part", "a whole form that is still named `.part`", "E001.xlsx.part", ".part"),
    renamed("without-extension", "a form without an extension", "王小燕考核表", "王小燕考核表"),
    wrong_type("csv", "a CSV", "E001.csv", CSV.encode("utf-8-sig")),
    wrong_type("csv-gbk", "a CSV in GBK named `.xlsx`", "E001.xlsx", CSV.encode("gbk")),
    wrong_type("text", "a text named `.xlsx`", "E001.xlsx", "考核结果见附件".encode(), "a text file"),
    wrong_type("html", "an HTML table named `.xls`, as many office systems export it", "E001.xls", HTML.encode(),
               "a web page"),
    wrong_type("html-doctype", "the same with a document type", "E001.xls", f"<!DOCTYPE html>{HTML}".encode(),
               "a web page"),
    wrong_type("xml-2003", "an XML spreadsheet of Excel 2003 named `.xls`", "E001.xls", XML_2003.encode()),
    wrong_type("pdf", "a PDF", "E001.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF"),
    wrong_type("pdf-as-xlsx", "a PDF named `.xlsx`", "E001.xlsx", b"%PDF-1.4\n", "a PDF"),
    wrong_type("png", "a screenshot named `.xlsx`", "E001.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(40), "a picture"),
    wrong_type("jpg", "a photo of the form", "IMG_2026.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(40), "a picture"),
    wrong_type("gif", "a GIF named `.xlsx`", "E001.xlsx", b"GIF89a" + bytes(40), "a picture"),
    wrong_type("rtf", "an RTF document named `.xlsx`", "E001.xlsx", rb"{\rtf1\ansi}", "a text document"),
    wrong_type("docx", "a Word document named `.xlsx`", "E001.xlsx", package("word/document.xml")),
    wrong_type("pptx", "a presentation named `.xlsx`", "E001.xlsx", package("ppt/presentation.xml")),
    Fixture("container-zeros", "nothing but zeros, as a download that was only begun", "R", (Found("file-truncated"),),
            lambda case: case.path.write_bytes(bytes(6000))),
)  # fmt: skip
