"""Content that some programs read and others do not, as mutants of real forms showed it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.hostile.form import BOOK_RELS, SHEET, STRINGS, Form, Hostile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def readings(form: Form) -> Iterator[Hostile]:
    """Yield cells and parts with two readings."""
    key = "callback_rate.actual"
    at = form.cells[key]
    blank = f'<c r="{at}"/>'
    inside = [
        ("value-then-blank", "An entry, then a blank of the same cell", "同一单元格先有数值后为空",
         f"><v>8</v></c>{blank}"),
        ("value-with-remark", "A comment inside a number", "数字中间夹有注释", "><v>4<!-- -->5</v></c>"),
        ("value-with-instruction", "An instruction inside a number", "数字前有处理指令", "><v><?x y?>45</v></c>"),
        ("formula-after-value", "A formula behind the value of its cell", "公式写在数值之后",
         "><v>45</v><f>40+5</f></c>"),
    ]  # fmt: skip
    for name, english, chinese, cell in inside:
        yield Hostile(name, english, chinese, form.entry(key, cell), "file-hostile")
    for name, english, chinese, cell in (
        ("number-blank-before", "A line break before a number", "数字前有换行", "><v>\n45</v></c>"),
        ("number-tab-behind", "A tab behind a number", "数字后有制表符", "><v>45\t</v></c>"),
        ("text-number-blank", "A blank behind a shared text number", "共享文本编号后有空格", ' t="s"><v>0 </v></c>'),
    ):
        yield Hostile(name, english, chinese, form.entry(key, cell), "error-value", at)
    sheet = form.parts[SHEET].decode()
    for name, english, chinese, part, data in (
        ("sheet-strict", "The scorecard alone in the strict namespace", "仅评分表使用严格命名空间", SHEET,
         sheet.replace(MAIN, STRICT, 1)),
        ("sheet-foreign", "The scorecard in an unknown namespace", "评分表使用未知命名空间", SHEET,
         sheet.replace(MAIN, f"{MAIN}/", 1)),
        ("texts-foreign", "Shared texts of an unknown namespace", "共享文本使用未知命名空间", STRINGS,
         form.parts[STRINGS].decode().replace(MAIN, "urn:x", 1)),
    ):  # fmt: skip
        yield Hostile(name, english, chinese, form.made({part: data}), "file-hostile")
    for name, english, chinese, end in (
        ("target-with-end", "A target that ends in a slash", "目标地址以斜杠结尾", "sheet1.xml/"),
        ("target-with-gap", "A target with an empty folder", "目标地址含空文件夹", "/sheet1.xml"),
    ):
        target = form.swapped(BOOK_RELS, "worksheets/sheet1.xml", f"worksheets/{end}")
        yield Hostile(name, english, chinese, form.made(target), "file-hostile")
    around = re.sub(r"<sheetData>", "<!-- 评分 --><sheetData>", sheet, count=1)
    yield Hostile("remark-outside", "A comment between elements", "元素之间有注释", form.made({SHEET: around}), "")
    repeated = form.put(SHEET, f'<c r="{at}"', blank)
    yield Hostile(
        "blank-then-value", "A blank, then the entry of the same cell", "同一单元格先为空后有数值", repeated, ""
    )
