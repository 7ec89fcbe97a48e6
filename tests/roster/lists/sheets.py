"""Sheets: hidden ones, covers, further lists, and files that are not a list."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msoffcrypto.format.ooxml import OOXMLFile

from tests.roster.lists.fixture import Found, ListFixture, Who, fill, someone
from xlsappraise.base.own_words import OwnWords

OTHERS = tuple(someone(f"X{n}", name="别人") for n in (1, 2))
UNREADABLE = (Found("roster-unreadable"),)


def _hidden_first(book: Any) -> None:
    old = book.create_sheet("旧", 0)
    fill(old, OTHERS)
    old.sheet_state = "hidden"
    book.active = 1


def _very_hidden_first(book: Any) -> None:
    _hidden_first(book)
    book.worksheets[0].sheet_state = "veryHidden"


def _cover(book: Any) -> None:
    cover = book.create_sheet("封面", 0)
    cover["A1"], cover["A3"], cover["A4"] = "示例公司花名册", "姓名", "制表人"
    book.active = 0


def _second(book: Any) -> None:
    fill(book.create_sheet("离职人员"), OTHERS)


def _second_first(book: Any) -> None:
    fill(book.create_sheet("上月", 0), OTHERS)


def _small_first(book: Any) -> None:
    sheet = book.create_sheet("通讯录", 0)
    sheet.append(["姓名", "部门", "电话"])
    sheet.append(["王小燕", "客服一部", "1"])


def spoiled(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    """Return what replaces the bytes of a file."""

    def spoil(path: Path) -> None:
        path.write_bytes(change(path.read_bytes()))

    return spoil


def _encrypted(data: bytes) -> bytes:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt("secret1", out)
    return out.getvalue()


def _numbers(_data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in ("Index/Document.iwa", "Index/Tables/DataList.iwa", "preview.jpg", "Metadata/Properties.plist"):
            made.writestr(name, b"x")
    return out.getvalue()


def _not_a_file(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _no_sheet(path: Path) -> None:
    kept = path.with_suffix(".kept")
    shutil.move(path, kept)
    with zipfile.ZipFile(kept) as source, zipfile.ZipFile(path, "w") as made:
        for info in source.infolist():
            if "worksheets" not in info.filename:
                made.writestr(info, source.read(info))
    kept.unlink()


SHEETS = (
    ListFixture("a hidden first sheet with the same headings", change=_hidden_first, sheet="员工"),
    ListFixture("a very hidden first sheet with the same headings", change=_very_hidden_first, sheet="员工"),
    ListFixture("a cover sheet first", change=_cover, sheet="员工"),
    ListFixture("a sheet with a few of the headings first", change=_small_first, sheet="员工"),
    ListFixture(
        "a second list is named", change=_second, sheet="员工", found=(Found("roster-sheets-besides"),),
    ),
    ListFixture(
        "the first of two lists is read, and named", change=_second_first, sheet="上月",
        people=(Who("X1", "别人"), Who("X2", "别人")), found=(Found("roster-sheets-besides"),),
    ),
    ListFixture(
        "the sheet named in the settings is read", change=_second_first, sheet="员工", own=OwnWords(sheet="员 工"),
    ),
    ListFixture(
        "a hidden sheet is read where it is named", change=_hidden_first, sheet="旧", own=OwnWords(sheet="旧"),
        people=(Who("X1", "别人"), Who("X2", "别人")),
    ),
    ListFixture(
        "a sheet that is not there", own=OwnWords(sheet="员工2"), refused=True, people=(),
        found=(Found("no-such-sheet"),),
    ),
    ListFixture(
        "no sheet with such headings", headings={"employee_id": "序号", "name": "称呼"}, refused=True, people=(),
        found=(Found("roster-no-headings"),),
    ),
    ListFixture(
        "headings in row 21", top=21, refused=True, people=(), found=(Found("roster-no-headings"),),
    ),
)  # fmt: skip


def _refused(what: str, spoil: Callable[[Path], None], file: str = "花名册.xlsx") -> ListFixture:
    return ListFixture(what, people=(), refused=True, found=UNREADABLE, spoil=spoil, file=file)


FILES = (
    _refused("a workbook with a password", spoiled(_encrypted)),
    _refused("an empty file", spoiled(lambda _data: b"")),
    _refused("a text with commas called .xlsx", spoiled(lambda _data: "工号,姓名\nE001,王小燕\n".encode())),
    _refused("a Numbers document", spoiled(_numbers)),
    _refused("an old .xls", spoiled(lambda _data: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))),
    _refused("a PDF", spoiled(lambda _data: b"%PDF-1.7\n")),
    _refused("a web page called .xlsx", spoiled(lambda _data: b"<html><body><table></table></body></html>")),
    _refused("a workbook that is cut off", spoiled(lambda data: data[: len(data) // 2])),
    _refused("a folder", _not_a_file),
    _refused("a workbook without a sheet", _no_sheet),
    ListFixture(
        "no file", people=(), refused=True, found=(Found("file-not-found"),), spoil=lambda path: path.unlink(),
    ),
)  # fmt: skip
FIXTURES = (*SHEETS, *FILES)
