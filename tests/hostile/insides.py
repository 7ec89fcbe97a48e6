"""Hostile content of parts: relationships, numbers, formulas."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile.form import BOOK, BOOK_RELS, ROOT_RELS, SHEET, STRINGS, Form, Hostile

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET_TARGET = 'Target="worksheets/sheet1.xml"'
STRINGS_TARGET = 'Target="sharedStrings.xml"'
OF_ANOTHER_TYPE = ("sheet-file-url", "sheet-is-itself", "sheet-is-the-book", "sheet-is-styles")
"""Targets that mean no part, or one whose type of content or namespace contradicts its use"""


def relations(form: Form) -> Iterator[Hostile]:
    """Yield relationships with wrong targets."""
    for name, english, chinese, target in (
        (
            "sheet-external",
            "The scorecard on a server",
            "考核表指向服务器",
            'Target="http://127.0.0.1:9/s.xml" TargetMode="External"',
        ),
        ("sheet-file-url", "The scorecard by a file address", "考核表指向本机文件地址", 'Target="file:///etc/passwd"'),
        ("sheet-outside", "The scorecard above the package", "考核表指向压缩包之外", 'Target="../../../../etc/passwd"'),
        ("sheet-fragment", "A scorecard with a fragment", "考核表地址带片段", 'Target="worksheets/sheet1.xml#x"'),
        (
            "sheet-is-itself",
            "The relationships as the scorecard",
            "考核表指向关系文件本身",
            'Target="_rels/workbook.xml.rels"',
        ),
        ("sheet-is-the-book", "The workbook as its own scorecard", "考核表指向工作簿本身", 'Target="workbook.xml"'),
        ("sheet-is-styles", "The styles as the scorecard", "考核表指向样式", 'Target="styles.xml"'),
        ("sheet-climbs", "A target of 100,000 steps up", "地址向上十万级", f'Target="{"../" * 100_000}x"'),
    ):
        code = "file-hostile" if name in OF_ANOTHER_TYPE else "sheet-missing"
        yield Hostile(name, english, chinese, form.made(form.swapped(BOOK_RELS, SHEET_TARGET, target)), code)
    yield Hostile(
        "strings-external",
        "The shared texts on a server",
        "共享文本指向服务器",
        form.made(
            form.swapped(
                BOOK_RELS, STRINGS_TARGET, 'Target="http://127.0.0.1:9/sharedStrings.xml" TargetMode="External"'
            )
        ),
        "file-hostile",
    )
    yield Hostile(
        "strings-are-a-sheet",
        "A sheet in place of the shared texts",
        "工作表冒充共享文本",
        form.made({STRINGS: form.parts[SHEET]}),
        "file-hostile",
    )
    yield Hostile(
        "book-is-its-relations",
        "A main part that is the relationships",
        "主部件指向关系文件",
        form.made(form.swapped(ROOT_RELS, "xl/workbook.xml", "_rels/.rels")),
        "file-hostile",
    )
    yield Hostile(
        "book-outside",
        "A main part outside the package",
        "主部件在压缩包之外",
        form.made(form.swapped(ROOT_RELS, "xl/workbook.xml", "../../etc/passwd")),
        "file-hostile",
    )
    yield Hostile(
        "id-missing",
        "Relationships without an id",
        "关系没有编号",
        form.made(form.swapped(BOOK_RELS, ' Id="rId1"', "")),
        "sheet-missing",
    )
    facts = form.swapped(BOOK, 'r:id="rId2"', 'r:id="rId1"')
    yield Hostile(
        "one-sheet-twice",
        "Two sheets that are one part",
        "两张工作表指向同一部件",
        form.made(facts),
        "file-hostile",
    )
    yield Hostile(
        "macros-and-links",
        "Macros, connections and external links, never followed",
        "宏、连接和外部链接，从不执行",
        form.made(
            {
                "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0",
                "xl/connections.xml": "<connections/>",
                "xl/externalLinks/externalLink1.xml": "<externalLink/>",
            }
        ),
        "",
    )


def numbers(form: Form) -> Iterator[Hostile]:
    """Yield invalid numbers."""
    key = "callback_rate.actual"
    at = form.cells[key]
    for name, english, chinese, text in (
        ("number-1e400", "A number beyond all numbers", "超出范围的数字", "1e400"),
        ("number-nan", "Not a number", "非数字 NaN", "NaN"),
        ("number-infinite", "Infinity", "无穷大", "-INF"),
        ("number-hex", "A number in hexadecimal", "十六进制数字", "0x2D"),
        ("number-underscore", "A number that only programmers read", "只有程序才认的数字", "4_5"),
        ("number-arabic", "Arabic digits in a number cell", "数字单元格中的阿拉伯文数字", "٤٥"),
        ("number-wide", "Full-width digits in a number cell", "数字单元格中的全角数字", "４５"),
        ("number-of-a-million-digits", "A number of a million digits", "一百万位的数字", "9" * 1_000_000),
        ("number-two", "Two numbers", "两个数字", "4 5"),
    ):
        yield Hostile(name, english, chinese, form.entry(key, f"><v>{text}</v></c>"), "error-value", at)
    yield Hostile(
        "number-of-zeros",
        "A million decimals, which are still 45",
        "一百万位小数，仍为 45",
        form.entry(key, f"><v>45.{'0' * 1_000_000}</v></c>"),
        "",
    )
    yield Hostile(
        "number-two-values",
        "A cell with two values",
        "一个单元格两个值",
        form.entry(key, "><v>45</v><v>50</v></c>"),
        "file-hostile",
    )
    yield Hostile(
        "number-inside",
        "A value with an element inside",
        "值中夹有元素",
        form.entry(key, "><v>4<x/>5</v></c>"),
        "file-hostile",
    )
    yield Hostile(
        "number-in-two-ways",
        "A value beside a text",
        "同时有值和文字",
        form.entry(key, ' t="inlineStr"><v>45</v><is><t>50</t></is></c>'),
        "file-hostile",
    )
    yield Hostile(
        "type-unknown",
        "A cell of an unknown type",
        "未知类型的单元格",
        form.entry(key, ' t="zzz"><v>x</v></c>'),
        "file-hostile",
    )
    yield Hostile(
        "style-huge",
        "A style number that is none",
        "不存在的样式编号",
        form.made(form.swapped(SHEET, f'<c r="{at}" s="', f'<c r="{at}" s="9999999999')),
        "",
    )


def formulas(form: Form) -> Iterator[Hostile]:
    """Yield shared formulas and costly formulas."""
    key = "callback_rate.actual"
    children = "".join(f'<row r="{n}"><c r="L{n}"><f t="shared" si="9"/><v>1</v></c></row>' for n in range(101, 50_000))
    first = '<row r="100"><c r="L100"><f t="shared" ref="L100:L50000" si="9">{0}</f><v>1</v></c></row>'
    yield Hostile(
        "shared-long",
        "50,000 children of a formula of 8,000 characters",
        "五万个单元格共享一个八千字的公式",
        form.rows(first.replace("{0}", "A1+" * 2600 + "1") + children),
        "file-too-large",
    )
    yield Hostile(
        "shared-short",
        "50,000 children of a short formula",
        "五万个单元格共享一个短公式",
        form.rows(first.replace("{0}", "A1+B1+1") + children),
        "cell-added",
    )
    yield Hostile(
        "shared-self",
        "A shared formula whose first cell is itself a child",
        "共享公式引用自身",
        form.entry(key, '><f t="shared" ref="H8" si="9"/><v>45</v></c>'),
        "formula-in-input",
    )
    yield Hostile(
        "shared-without-number",
        "A shared formula without a number",
        "共享公式没有编号",
        form.entry(key, '><f t="shared"/><v>45</v></c>'),
        "file-hostile",
    )
    yield Hostile(
        "formula-long",
        "A formula of 9,000 characters",
        "九千字的公式",
        form.entry(key, f"><f>{'1+' * 4500}1</f><v>45</v></c>"),
        "file-hostile",
    )
    yield Hostile(
        "formula-quotes",
        "A formula of 8,000 apostrophes",
        "含八千个单引号的公式",
        form.made(form.swapped(SHEET, form.text(SHEET, r"<f>SUM\(B\d+:B\d+\)</f>"), "<f>" + "'" * 8001 + "</f>")),
        "file-hostile",
    )
    yield Hostile(
        "formula-two",
        "A cell with two formulas",
        "一个单元格两个公式",
        form.made(form.swapped(SHEET, form.text(SHEET, r"<f>SUM\(B\d+:B\d+\)</f>"), "<f>SUM(B7:B34)</f><f>1</f>")),
        "file-hostile",
    )
    yield Hostile(
        "formula-command",
        "A formula that starts a program, shown and never run",
        "启动程序的公式，只显示不执行",
        form.entry(key, "><f>cmd|' /C calc'!A0</f><v>45</v></c>"),
        "formula-in-input",
        form.cells[key],
    )
    yield Hostile(
        "formula-web",
        "A formula that calls a server",
        "访问服务器的公式",
        form.entry(key, '><f>WEBSERVICE("http://127.0.0.1:9/"&amp;A1)</f><v>45</v></c>'),
        "formula-in-input",
        form.cells[key],
    )
